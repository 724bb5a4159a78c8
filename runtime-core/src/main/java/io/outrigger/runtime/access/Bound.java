package io.outrigger.runtime.access;

/** Something of which there is only so much, and of which every call takes one. */
interface Bound {

  /** Takes one; false when there is none, and nothing is taken then. */
  boolean take();

  /** Gives back what a call has taken that has not begun, as another bound has refused it. */
  void undo();

  /** Gives back what a call has taken, when it has ended. */
  void giveBack();

  /** Why there is none: the setting, and what it says. */
  String refusal();
}
