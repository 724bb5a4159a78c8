package io.outrigger.runtime.json;

import static io.outrigger.runtime.json.YamlTexts.failure;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** In the texts, {@code ;} is a line's end and {@code →} a tab. */
final class YamlSyntaxMessageTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "a:;→b: 1       ~ 2:1 ~ a tab where only spaces may indent",
        "`→a: 1`        ~ 1:1 ~ a tab where only spaces may indent",
        "a: @x          ~ 1:4 ~ a character no value begins with (expected: quotes)",
        "a: %x          ~ 1:4 ~ a character no value begins with (expected: quotes)",
        "a: b: c        ~ 1:5 ~ a \":\" that belongs to no key (expected: a key on a line of its"
            + " own, or quotes)",
        "a: 1; b: 2     ~ 2:3 ~ a \":\" that belongs to no key (expected: a key on a line of its"
            + " own, or quotes)",
        "a:;  b: 1; c: 2 ~ 3:2 ~ wrong indentation, or text after a value, in what begins at line 1"
            + " column 1",
        "a: 'x' y       ~ 1:8 ~ wrong indentation, or text after a value, in what begins at line 1"
            + " column 1",
        "a: {b: c}}     ~ 1:10 ~ wrong indentation, or text after a value, in what begins at line 1"
            + " column 1",
        "a: 1;b;c: 2    ~ 2:1 ~ expected \": \" after a key, or the indentation of the value above",
        "- a;b          ~ 2:1 ~ expected \": \" after a key, or the indentation of the value above",
        "a: - b         ~ 1:4 ~ expected \"- \" on a line of its own",
        "a: ? b         ~ 1:4 ~ expected \"? \" on a line of its own",
        "[1, 2          ~ 1:6 ~ the file ends before what begins at line 1 column 1 is closed",
        "a: {b: 1       ~ 1:9 ~ the file ends before what begins at line 1 column 4 is closed",
        "a: [           ~ 1:5 ~ the file ends where a value is expected",
        "[1}            ~ 1:3 ~ expected \",\" or the end of what begins at line 1 column 1",
        "a: [b, 'c' d]  ~ 1:12 ~ expected \",\" or the end of what begins at line 1 column 4",
        "]              ~ 1:1 ~ expected a value",
        "{: 1}          ~ 1:2 ~ expected a value",
        "[a,,b]         ~ 1:4 ~ expected a value",
        "a: \"x         ~ 1:6 ~ the file ends inside the text in quotes that begins at line 1"
            + " column 4",
        "a: 'x;b: 1     ~ 2:5 ~ the file ends inside the text in quotes that begins at line 1"
            + " column 4",
        "\"a;---;b\"    ~ 2:1 ~ --- or ... inside the text in quotes that begins at line 1 column 1",
        "\"a\\q\"       ~ 1:4 ~ an escape that YAML does not know"
            + " (expected: \\\" \\\\ \\/ \\n \\t, \\u and four hex digits and the like)",
        "\"a\\u12\"     ~ 1:5 ~ an escape that YAML does not know"
            + " (expected: \\\" \\\\ \\/ \\n \\t, \\u and four hex digits and the like)",
        "a: |0; x       ~ 1:5 ~ expected the end of the line after | or > (1 to 9, + and - may"
            + " stand between)",
        "a: | x         ~ 1:6 ~ expected the end of the line after | or > (1 to 9, + and - may"
            + " stand between)",
        "a: |;   ; x    ~ 3:2 ~ block text whose first lines have too many spaces",
        "a: &;          ~ 1:5 ~ expected a name of letters and digits after & or *",
        "a: * b         ~ 1:5 ~ expected a name of letters and digits after & or *",
        "a: !<x         ~ 1:7 ~ a tag that is not written as YAML wants it",
        "a: !%zz x      ~ 1:6 ~ a tag that is not written as YAML wants it",
        "a: !h!x y      ~ 1:4 ~ a tag that no %TAG line explains",
        "%TAG !a! b;%TAG !a! c;--- d ~ 2:1 ~ a %TAG line for a tag that has one",
        "%YAML x;---;a  ~ 1:7 ~ a line beginning with % that YAML does not know",
        "%YAML 1.2;a: 1 ~ 2:1 ~ expected --- after the lines that begin with %",
        "{} x           ~ 1:4 ~ text after the end of the document",
        "[]]            ~ 1:3 ~ text after the end of the document",
        "a;...;b        ~ 3:1 ~ text after the end of the document",
        "%YAML 2.0;---;a ~ 1:1 ~ a version of YAML that is not known (expected: 1.2)",
        "\"\\UFFFFFFFF\" ~ 1:1 ~ this is no YAML",
        "a: b\u007f     ~ 1:4 ~ a control character (expected: an escape such as \\u0001 in double"
            + " quotes)",
      })
  void what_is_no_yaml_is_refused_in_plain_words(String text, String place, String reason) {
    var failure = failure(text.replace(';', '\n').replace('→', '\t'));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.position().line() + ":" + failure.position().column()).isEqualTo(place);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password: \"hunter2",
        "password: \"\\hunter2\"",
        "password: hunter2: 1",
        "password: !hunter2 1",
        "password: !hunter2!x 1",
        "password: !!hunter2 1",
        "password: *hunter2",
        "password: &hunter2 [*hunter2]",
        "password: |hunter2",
        "password: @hunter2",
        "hunter2: hunter2\nhunter2: 1",
        "%hunter2 x\n- a",
        "%TAG hunter2 x\n- a",
        "%YAML hunter2\n---\n",
        "{password: 'hunter2' 'hunter2'}",
        "- hunter2\nhunter2",
        "password: 0x4711\nhunter2: 007"
      })
  void no_failure_quotes_the_text(String text) {
    var failure = failure(text);

    assertThat(failure).hasNoCause();
    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(failure.toString()).doesNotContain("hunter2").doesNotContain("4711");
  }
}
