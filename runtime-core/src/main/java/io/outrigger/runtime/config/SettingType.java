package io.outrigger.runtime.config;

import io.outrigger.spi.Setting;
import java.util.List;

/** What the value of a setting may be, for the reference and the schema. */
public sealed interface SettingType {

  /** The type in a word or two. */
  String words();

  /** The settings in a value of this type; none when it is no object and no list of objects. */
  default List<SettingDescription> members() {
    return List.of();
  }

  /** A type of which there is nothing more to say. */
  enum Plain implements SettingType {
    /** Any text. */
    TEXT("text"),
    /** The path of a file or directory. */
    PATH("path"),
    /** As {@link ListenAddress#parse} reads it. */
    ADDRESS("address"),
    /** Text that no message shows. */
    SECRET("secret"),
    /** A number, perhaps with a fraction. */
    NUMBER("number"),
    /** One of the two. */
    BOOLEAN("true or false"),
    /** As {@link io.outrigger.spi.DataSize#parse} reads it. */
    SIZE("size");

    private final String words;

    Plain(String words) {
      this.words = words;
    }

    @Override
    public String words() {
      return words;
    }
  }

  /**
   * A whole number.
   *
   * @param least the least that the type can hold
   * @param most the most that it can hold
   */
  record Whole(long least, long most) implements SettingType {

    @Override
    public String words() {
      return "whole number";
    }
  }

  /**
   * A duration.
   *
   * @param unit that of a plain number; {@link Setting.Unit#NONE} when that is refused
   */
  record Span(Setting.Unit unit) implements SettingType {

    @Override
    public String words() {
      return switch (unit) {
        case NONE -> "duration";
        case NANOSECONDS -> "duration, or a number of nanoseconds";
        case MILLISECONDS -> "duration, or a number of milliseconds";
        case SECONDS -> "duration, or a number of seconds";
      };
    }
  }

  /**
   * One of a few words.
   *
   * @param constants as people write them; any case will do, and {@code _} for {@code -}
   */
  record Choice(List<String> constants) implements SettingType {

    /** Copies the list. */
    public Choice {
      constants = List.copyOf(constants);
    }

    @Override
    public String words() {
      return "one of " + String.join(", ", constants);
    }
  }

  /** An object with settings. */
  record Nested(List<SettingDescription> members) implements SettingType {

    /** Copies the list. */
    public Nested {
      members = List.copyOf(members);
    }

    @Override
    public String words() {
      return "object";
    }
  }

  /** An array. */
  record ListOf(SettingType item) implements SettingType {

    @Override
    public String words() {
      return "list of " + item.words();
    }

    @Override
    public List<SettingDescription> members() {
      return item.members();
    }
  }

  /** An object whose keys are free. */
  record MapOf(SettingType value) implements SettingType {

    @Override
    public String words() {
      return "object of " + value.words();
    }

    @Override
    public List<SettingDescription> members() {
      return value.members();
    }
  }
}
