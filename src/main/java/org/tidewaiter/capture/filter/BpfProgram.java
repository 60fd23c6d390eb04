package org.tidewaiter.capture.filter;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.tidewaiter.capture.PacketBatch;

/**
 * A classic BPF program: a filter machine with an accumulator A, an index register X and sixteen
 * words of memory.
 *
 * <p>Source: S. McCanne, V. Jacobson: The BSD Packet Filter (1993), with MOD and XOR as Linux and
 * libpcap have them. A load outside the captured bytes and a division by zero reject the packet. As
 * in libpcap, and unlike in kernels, an unconditional jump may go back: {@code ip6 protochain}
 * loops over extension headers. {@link #MAX_JUMPS_BACK} makes every run end.
 *
 * <p>For one thread at a time: the memory belongs to the program.
 */
public final class BpfProgram {
  /** Most instructions; expressions of some ten thousand addresses fit. */
  public static final int MAX_INSTRUCTIONS = 1 << 20;

  /**
   * Most jumps back for one packet, which is then rejected. A loop of libpcap's steps over at least
   * eight bytes of a packet each time, so it never gets there.
   */
  public static final int MAX_JUMPS_BACK = PacketBatch.MAX_CAPTURED_LENGTH / 8;

  // Class of an instruction.
  static final int LD = 0x00;
  static final int LDX = 0x01;
  static final int ST = 0x02;
  static final int STX = 0x03;
  static final int ALU = 0x04;
  static final int JMP = 0x05;
  static final int RET = 0x06;
  static final int MISC = 0x07;

  // Size of a load.
  static final int W = 0x00;
  static final int H = 0x08;
  static final int B = 0x10;

  // Where a load takes its value from.
  static final int IMM = 0x00;
  static final int ABS = 0x20;
  static final int IND = 0x40;
  static final int MEM = 0x60;
  static final int LEN = 0x80;
  static final int MSH = 0xa0;

  // Operation of an ALU instruction.
  static final int ADD = 0x00;
  static final int SUB = 0x10;
  static final int MUL = 0x20;
  static final int DIV = 0x30;
  static final int OR = 0x40;
  static final int AND = 0x50;
  static final int LSH = 0x60;
  static final int RSH = 0x70;
  static final int NEG = 0x80;
  static final int MOD = 0x90;
  static final int XOR = 0xa0;

  // Condition of a jump.
  static final int JA = 0x00;
  static final int JEQ = 0x10;
  static final int JGT = 0x20;
  static final int JGE = 0x30;
  static final int JSET = 0x40;

  // Second operand: the constant k, or X; of a return: k, or A.
  static final int K = 0x00;
  static final int X = 0x08;
  static final int A = 0x10;

  static final int TAX = 0x00;
  static final int TXA = 0x80;

  static final int MEMORY_WORDS = 16;
  private static final int REJECT = 0;

  private final int[] codes;
  private final int[] jumpsTrue;
  private final int[] jumpsFalse;
  private final int[] constants;
  private final int[] memory = new int[MEMORY_WORDS];
  private final boolean readsMemory;

  /**
   * Loads and verifies a program.
   *
   * @param instructions each as {@link #instruction} makes it
   * @throws IllegalArgumentException if an instruction is unknown, could jump out of the program,
   *     divide by a constant zero, shift by 32 or more, or leave the memory; or if the program does
   *     not end in a return
   */
  public BpfProgram(long[] instructions) {
    int count = instructions.length;
    codes = new int[count];
    jumpsTrue = new int[count];
    jumpsFalse = new int[count];
    constants = new int[count];
    for (int i = 0; i < count; i++) {
      codes[i] = (int) (instructions[i] >>> 48);
      jumpsTrue[i] = (int) (instructions[i] >>> 40) & 0xff;
      jumpsFalse[i] = (int) (instructions[i] >>> 32) & 0xff;
      constants[i] = (int) instructions[i];
    }
    BpfVerifier.verify(codes, jumpsTrue, jumpsFalse, constants);
    readsMemory = readsMemory(codes);
  }

  private static boolean readsMemory(int[] codes) {
    for (int code : codes) {
      if (code == (LD | MEM) || code == (LDX | MEM)) {
        return true;
      }
    }
    return false;
  }

  /**
   * One instruction as a number.
   *
   * @param code operation, 16 bits
   * @param jumpTrue instructions to step over if the condition holds, 0 to 255
   * @param jumpFalse the same if it does not
   * @param k constant operand
   */
  public static long instruction(int code, int jumpTrue, int jumpFalse, int k) {
    return (code & 0xffffL) << 48
        | (jumpTrue & 0xffL) << 40
        | (jumpFalse & 0xffL) << 32
        | (k & 0xffff_ffffL);
  }

  /**
   * Runs the program over a packet.
   *
   * @param bytes big endian, the packet at {@code offset}
   * @param captured bytes that were captured, all of them in {@code bytes}
   * @param wire bytes that were on the wire
   * @return 0 to reject the packet, else how many bytes of it the program wants, unsigned
   */
  public int run(ByteBuffer bytes, int offset, int captured, int wire) {
    if (readsMemory) {
      Arrays.fill(memory, 0); // no packet sees what another left
    }
    int[] codes = this.codes;
    int[] constants = this.constants;
    int a = 0;
    int x = 0;
    int next = 0;
    int jumpsBack = 0;
    while (true) {
      int i = next++;
      int k = constants[i];
      switch (codes[i]) {
        case LD | W | ABS -> {
          if (outside(k, 4, captured)) {
            return REJECT;
          }
          a = bytes.getInt(offset + k);
        }
        case LD | H | ABS -> {
          if (outside(k, 2, captured)) {
            return REJECT;
          }
          a = bytes.getShort(offset + k) & 0xffff;
        }
        case LD | B | ABS -> {
          if (outside(k, 1, captured)) {
            return REJECT;
          }
          a = bytes.get(offset + k) & 0xff;
        }
        case LD | W | IND -> {
          if (outside(x, k, 4, captured)) {
            return REJECT;
          }
          a = bytes.getInt(offset + x + k);
        }
        case LD | H | IND -> {
          if (outside(x, k, 2, captured)) {
            return REJECT;
          }
          a = bytes.getShort(offset + x + k) & 0xffff;
        }
        case LD | B | IND -> {
          if (outside(x, k, 1, captured)) {
            return REJECT;
          }
          a = bytes.get(offset + x + k) & 0xff;
        }
        case LDX | B | MSH -> {
          if (outside(k, 1, captured)) {
            return REJECT;
          }
          x = (bytes.get(offset + k) & 0x0f) << 2;
        }
        case LD | W | LEN -> a = wire;
        case LDX | W | LEN -> x = wire;
        case LD | IMM -> a = k;
        case LDX | IMM -> x = k;
        case LD | MEM -> a = memory[k];
        case LDX | MEM -> x = memory[k];
        case ST -> memory[k] = a;
        case STX -> memory[k] = x;
        case MISC | TAX -> x = a;
        case MISC | TXA -> a = x;
        case JMP | JA -> {
          next += k;
          if (k < 0 && ++jumpsBack > MAX_JUMPS_BACK) {
            return REJECT;
          }
        }
        case JMP | JEQ | K -> next += a == k ? jumpsTrue[i] : jumpsFalse[i];
        case JMP | JEQ | X -> next += a == x ? jumpsTrue[i] : jumpsFalse[i];
        case JMP | JGT | K -> next += above(a, k) ? jumpsTrue[i] : jumpsFalse[i];
        case JMP | JGT | X -> next += above(a, x) ? jumpsTrue[i] : jumpsFalse[i];
        case JMP | JGE | K -> next += above(k, a) ? jumpsFalse[i] : jumpsTrue[i];
        case JMP | JGE | X -> next += above(x, a) ? jumpsFalse[i] : jumpsTrue[i];
        case JMP | JSET | K -> next += (a & k) != 0 ? jumpsTrue[i] : jumpsFalse[i];
        case JMP | JSET | X -> next += (a & x) != 0 ? jumpsTrue[i] : jumpsFalse[i];
        case RET | K -> {
          return k;
        }
        case RET | A -> {
          return a;
        }
        default -> {
          int operand = (codes[i] & X) == 0 ? k : x;
          int operation = codes[i] & 0xf0;
          if (operand == 0 && (operation == DIV || operation == MOD)) {
            return REJECT;
          }
          a = compute(operation, a, operand);
        }
      }
    }
  }

  private static int compute(int operation, int a, int operand) {
    return switch (operation) {
      case ADD -> a + operand;
      case SUB -> a - operand;
      case MUL -> a * operand;
      case DIV -> Integer.divideUnsigned(a, operand);
      case MOD -> Integer.remainderUnsigned(a, operand);
      case AND -> a & operand;
      case OR -> a | operand;
      case XOR -> a ^ operand;
      case LSH -> above(operand, 31) ? 0 : a << operand;
      case RSH -> above(operand, 31) ? 0 : a >>> operand;
      default -> -a; // NEG, the only one left by the verifier
    };
  }

  private static boolean above(int a, int b) {
    return Integer.compareUnsigned(a, b) > 0;
  }

  private static boolean outside(int k, int size, int captured) {
    return k < 0 || k > captured - size;
  }

  private static boolean outside(int x, int k, int size, int captured) {
    return (x & 0xffff_ffffL) + (k & 0xffff_ffffL) > captured - size;
  }
}
