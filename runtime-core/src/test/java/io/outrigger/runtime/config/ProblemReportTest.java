package io.outrigger.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.outrigger.runtime.json.Pointer;
import io.outrigger.runtime.json.Position;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProblemReportTest {

  private static final Problem KEY =
      Problem.at(
          new Pointer(List.of("lock", "lock_demo", "metadata", "redisHosts")),
          new Position(41, 29),
          "unknown key \"redisHosts\" for lock \"redis\"",
          "did you mean \"redisHost\"?");
  private static final Problem TYPE =
      Problem.at(
          new Pointer(List.of("state", "state_demo", "type")),
          new Position(33, 19),
          "unknown type \"rediss\" for kind state",
          "installed: in-memory, mongodb, redis");

  @Test
  void problems_are_numbered_under_the_name_of_the_file() {
    assertThat(ProblemReport.text("configs/redis.json", List.of(KEY, TYPE), List.of()))
        .isEqualTo(
            """
            configs/redis.json: 2 problems
             1 line 41 column 29  /lock/lock_demo/metadata/redisHosts
               unknown key "redisHosts" for lock "redis" (did you mean "redisHost"?)
             2 line 33 column 19  /state/state_demo/type
               unknown type "rediss" for kind state (installed: in-memory, mongodb, redis)\
            """);
  }

  @Test
  void warnings_have_a_block_of_their_own() {
    assertThat(ProblemReport.text("x.json", List.of(TYPE), List.of(KEY)))
        .isEqualTo(
            """
            x.json: 1 problem
             1 line 33 column 19  /state/state_demo/type
               unknown type "rediss" for kind state (installed: in-memory, mongodb, redis)
            x.json: 1 warning
             1 line 41 column 29  /lock/lock_demo/metadata/redisHosts
               unknown key "redisHosts" for lock "redis" (did you mean "redisHost"?)\
            """);
  }

  @Test
  void numbers_are_aligned_to_the_right() {
    assertThat(ProblemReport.text("x.json", Collections.nCopies(10, TYPE), List.of()).lines())
        .contains(
            "x.json: 10 problems",
            "  1 line 33 column 19  /state/state_demo/type",
            "    unknown type \"rediss\" for kind state (installed: in-memory, mongodb, redis)",
            " 10 line 33 column 19  /state/state_demo/type");
  }

  @Test
  void a_problem_with_the_file_has_no_place() {
    var problem = Problem.ofFile("the file x.json does not exist");

    assertThat(ProblemReport.text("x.json", List.of(problem), List.of()))
        .isEqualTo("x.json: 1 problem\n 1 the file x.json does not exist");
  }

  @Test
  void a_problem_with_the_document_has_no_pointer() {
    var problem = Problem.at(Pointer.ROOT, new Position(2, 3), "text after the end", "");

    assertThat(ProblemReport.text("x.json", List.of(problem), List.of()))
        .isEqualTo("x.json: 1 problem\n 1 line 2 column 3\n   text after the end");
  }

  @Test
  void nothing_in_the_report_can_drive_a_terminal() {
    var problem =
        Problem.at(Pointer.ROOT.child("a\nb"), Position.START, "key \"\u001b[2J\u202e\"", "");

    assertThat(ProblemReport.text("x.json", List.of(problem), List.of()))
        .isEqualTo(
            """
            x.json: 1 problem
             1 line 1 column 1  /a\\u000ab
               key "\\u001b[2J\\u202e\"\
            """);
  }

  @Test
  void no_problems_give_an_empty_report() {
    assertThat(ProblemReport.text("x.json", List.of(), List.of())).isEmpty();
  }
}
