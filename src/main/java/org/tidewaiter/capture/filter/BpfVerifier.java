package org.tidewaiter.capture.filter;

/** Checks at load, once, what the interpreter then need not check for every packet. */
final class BpfVerifier {
  private BpfVerifier() {}

  /** See {@link BpfProgram#BpfProgram}. */
  static void verify(int[] codes, int[] jumpsTrue, int[] jumpsFalse, int[] constants) {
    int count = codes.length;
    if (count == 0 || count > BpfProgram.MAX_INSTRUCTIONS) {
      throw new IllegalArgumentException(
          "a filter program of "
              + count
              + " instructions, not 1 to "
              + BpfProgram.MAX_INSTRUCTIONS);
    }
    for (int i = 0; i < count; i++) {
      String wrong = wrong(codes[i], constants[i]);
      if (wrong == null && (codes[i] & 7) == BpfProgram.JMP) {
        wrong = wrongJump(codes[i], jumpsTrue[i], jumpsFalse[i], constants[i], i, count);
      }
      if (wrong != null) {
        throw new IllegalArgumentException("filter program, instruction " + i + ": " + wrong);
      }
    }
    if ((codes[count - 1] & 7) != BpfProgram.RET) {
      throw new IllegalArgumentException("the filter program does not end in a return");
    }
  }

  /** What is wrong with an instruction by itself, or null. */
  private static String wrong(int code, int k) {
    boolean known =
        switch (code & 7) {
          case BpfProgram.LD -> knownLoad(code);
          case BpfProgram.LDX -> knownIndexLoad(code);
          case BpfProgram.ST, BpfProgram.STX -> (code & ~7) == 0;
          case BpfProgram.ALU -> knownAlu(code);
          case BpfProgram.JMP -> knownJump(code);
          case BpfProgram.RET -> (code & ~7) == BpfProgram.K || (code & ~7) == BpfProgram.A;
          default -> (code & ~7) == BpfProgram.TAX || (code & ~7) == BpfProgram.TXA;
        };
    if (!known) {
      return "unknown operation 0x" + Integer.toHexString(code);
    }
    if (usesMemory(code) && (k < 0 || k >= BpfProgram.MEMORY_WORDS)) {
      return "memory word " + Integer.toUnsignedString(k) + " of " + BpfProgram.MEMORY_WORDS;
    }
    boolean constantOperand = (code & 7) == BpfProgram.ALU && (code & BpfProgram.X) == 0;
    int operation = code & 0xf0;
    if (constantOperand && k == 0 && (operation == BpfProgram.DIV || operation == BpfProgram.MOD)) {
      return "division by zero";
    }
    if (constantOperand
        && (k < 0 || k > 31)
        && (operation == BpfProgram.LSH || operation == BpfProgram.RSH)) {
      return "shift by " + Integer.toUnsignedString(k) + " bits";
    }
    return null;
  }

  private static boolean knownLoad(int code) {
    int mode = code & 0xe0;
    int size = code & 0x18;
    boolean sized = size == BpfProgram.W || size == BpfProgram.H || size == BpfProgram.B;
    return code <= 0xff
        && switch (mode) {
          case BpfProgram.ABS, BpfProgram.IND -> sized;
          case BpfProgram.IMM, BpfProgram.MEM, BpfProgram.LEN -> size == BpfProgram.W;
          default -> false;
        };
  }

  private static boolean knownIndexLoad(int code) {
    int rest = code & ~7;
    return rest == BpfProgram.IMM
        || rest == BpfProgram.MEM
        || rest == BpfProgram.LEN
        || rest == (BpfProgram.MSH | BpfProgram.B);
  }

  private static boolean knownAlu(int code) {
    int operation = code & 0xf0;
    boolean negation = operation == BpfProgram.NEG;
    return code <= 0xff && operation <= BpfProgram.XOR && (!negation || (code & BpfProgram.X) == 0);
  }

  private static boolean knownJump(int code) {
    int condition = code & 0xf0;
    boolean always = condition == BpfProgram.JA;
    return code <= 0xff && condition <= BpfProgram.JSET && (!always || (code & BpfProgram.X) == 0);
  }

  private static boolean usesMemory(int code) {
    int group = code & 7;
    boolean load = group == BpfProgram.LD || group == BpfProgram.LDX;
    return group == BpfProgram.ST
        || group == BpfProgram.STX
        || (load && (code & 0xe0) == BpfProgram.MEM);
  }

  private static String wrongJump(
      int code, int jumpTrue, int jumpFalse, int k, int index, int count) {
    boolean always = (code & 0xf0) == BpfProgram.JA;
    long target = index + 1L + (always ? k : Math.max(jumpTrue, jumpFalse));
    return target < 0 || target >= count ? "a jump out of the program" : null;
  }
}
