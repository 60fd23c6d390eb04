package org.tidewaiter.capture.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.capture.filter.BpfProgram.A;
import static org.tidewaiter.capture.filter.BpfProgram.ABS;
import static org.tidewaiter.capture.filter.BpfProgram.ALU;
import static org.tidewaiter.capture.filter.BpfProgram.B;
import static org.tidewaiter.capture.filter.BpfProgram.DIV;
import static org.tidewaiter.capture.filter.BpfProgram.H;
import static org.tidewaiter.capture.filter.BpfProgram.IMM;
import static org.tidewaiter.capture.filter.BpfProgram.IND;
import static org.tidewaiter.capture.filter.BpfProgram.JA;
import static org.tidewaiter.capture.filter.BpfProgram.JEQ;
import static org.tidewaiter.capture.filter.BpfProgram.JGE;
import static org.tidewaiter.capture.filter.BpfProgram.JGT;
import static org.tidewaiter.capture.filter.BpfProgram.JMP;
import static org.tidewaiter.capture.filter.BpfProgram.JSET;
import static org.tidewaiter.capture.filter.BpfProgram.K;
import static org.tidewaiter.capture.filter.BpfProgram.LD;
import static org.tidewaiter.capture.filter.BpfProgram.LDX;
import static org.tidewaiter.capture.filter.BpfProgram.LEN;
import static org.tidewaiter.capture.filter.BpfProgram.LSH;
import static org.tidewaiter.capture.filter.BpfProgram.MEM;
import static org.tidewaiter.capture.filter.BpfProgram.MISC;
import static org.tidewaiter.capture.filter.BpfProgram.MOD;
import static org.tidewaiter.capture.filter.BpfProgram.MSH;
import static org.tidewaiter.capture.filter.BpfProgram.NEG;
import static org.tidewaiter.capture.filter.BpfProgram.RET;
import static org.tidewaiter.capture.filter.BpfProgram.RSH;
import static org.tidewaiter.capture.filter.BpfProgram.ST;
import static org.tidewaiter.capture.filter.BpfProgram.STX;
import static org.tidewaiter.capture.filter.BpfProgram.SUB;
import static org.tidewaiter.capture.filter.BpfProgram.TAX;
import static org.tidewaiter.capture.filter.BpfProgram.TXA;
import static org.tidewaiter.capture.filter.BpfProgram.W;
import static org.tidewaiter.capture.filter.BpfProgram.X;
import static org.tidewaiter.capture.filter.BpfProgram.XOR;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BpfProgramTest {
  /** Packet at index 4 of the buffer; what surrounds it must never be seen. */
  private static final ByteBuffer PACKET =
      ByteBuffer.wrap(
          new byte[] {
            0x55, 0x55, 0x55, 0x55, (byte) 0xf1, 0x02, 0x03, 0x04, (byte) 0xff, 0x55, 0x55, 0x55
          });

  private static final long RETURN_A = op(RET | A, 0);

  private static long op(int code, int k) {
    return BpfProgram.instruction(code, 0, 0, k);
  }

  private static long jump(int code, int k, int jumpTrue, int jumpFalse) {
    return BpfProgram.instruction(code, jumpTrue, jumpFalse, k);
  }

  private static int run(long... instructions) {
    return new BpfProgram(instructions).run(PACKET, 4, 5, 1500);
  }

  @Test
  void loads() {
    assertEquals(0xf1020304, run(op(LD | W | ABS, 0), RETURN_A));
    assertEquals(0x020304ff, run(op(LD | W | ABS, 1), RETURN_A));
    assertEquals(0x04ff, run(op(LD | H | ABS, 3), RETURN_A));
    assertEquals(0xff, run(op(LD | B | ABS, 4), RETURN_A));
    assertEquals(0x020304ff, run(op(LDX | IMM, 1), op(LD | W | IND, 0), RETURN_A));
    assertEquals(0xf102, run(op(LDX | IMM, 0), op(LD | H | IND, 0), RETURN_A));
    assertEquals(0xff, run(op(LDX | IMM, 3), op(LD | B | IND, 1), RETURN_A));
    assertEquals(4, run(op(LDX | B | MSH, 0), op(MISC | TXA, 0), RETURN_A));
    assertEquals(60, run(op(LDX | B | MSH, 4), op(MISC | TXA, 0), RETURN_A));
    assertEquals(1500, run(op(LD | W | LEN, 0), RETURN_A));
    assertEquals(1500, run(op(LDX | W | LEN, 0), op(MISC | TXA, 0), RETURN_A));
    assertEquals(7, run(op(RET | K, 7)));
  }

  @Test
  void rejectsWhatLoadsOutsideThePacket() {
    for (int k : new int[] {2, 5, 6, 0x7fff_ffff, 0x8000_0000, -1, -4}) {
      assertEquals(0, run(op(LD | W | ABS, k), op(RET | K, 1)), "word at " + k);
      assertEquals(0, run(op(LDX | IMM, 0), op(LD | W | IND, k), op(RET | K, 1)), "word at " + k);
      assertEquals(0, run(op(LDX | IMM, k), op(LD | W | IND, 0), op(RET | K, 1)), "word at " + k);
      assertEquals(0, run(op(LDX | IMM, k), op(LD | W | IND, k), op(RET | K, 1)), "word at " + k);
    }
    assertEquals(0, run(op(LD | H | ABS, 4), op(RET | K, 1)));
    assertEquals(0, run(op(LD | B | ABS, 5), op(RET | K, 1)));
    assertEquals(0, run(op(LDX | B | MSH, 5), op(RET | K, 1)));
    // The sum is no 32-bit number that wraps round into the packet again.
    assertEquals(0, run(op(LDX | IMM, -1), op(LD | B | IND, 1), op(RET | K, 1)));
  }

  @Test
  void everyShorterPacketIsRejectedByALoadOfItsLastByte() {
    BpfProgram program = new BpfProgram(new long[] {op(LD | B | ABS, 4), op(RET | K, 1)});
    for (int captured = 0; captured <= 5; captured++) {
      assertEquals(captured == 5 ? 1 : 0, program.run(PACKET, 4, captured, 5));
    }
  }

  @Test
  void computes() {
    assertEquals(-3, run(op(LD | IMM, 4), op(ALU | SUB | K, 7), RETURN_A));
    assertEquals(0x7fff_ffff, run(op(LD | IMM, -1), op(ALU | DIV | K, 2), RETURN_A));
    assertEquals(5, run(op(LD | IMM, -1), op(ALU | MOD | K, 10), RETURN_A));
    assertEquals(6, run(op(LD | IMM, 5), op(ALU | XOR | K, 3), RETURN_A));
    assertEquals(-5, run(op(LD | IMM, 5), op(ALU | NEG, 0), RETURN_A));
    assertEquals(0, run(op(LDX | IMM, 32), op(LD | IMM, 5), op(ALU | LSH | X, 0), RETURN_A));
    assertEquals(0, run(op(LDX | IMM, -1), op(LD | IMM, 5), op(ALU | RSH | X, 0), RETURN_A));
    assertEquals(0, run(op(LDX | IMM, 0), op(LD | IMM, 5), op(ALU | DIV | X, 0), op(RET | K, 9)));
    assertEquals(0, run(op(LDX | IMM, 0), op(LD | IMM, 5), op(ALU | MOD | X, 0), op(RET | K, 9)));
    assertEquals(
        12,
        run(
            op(LD | IMM, 12),
            op(ST, 15),
            op(LDX | IMM, 3),
            op(STX, 0),
            op(LD | IMM, 0),
            op(LDX | MEM, 15),
            op(MISC | TXA, 0),
            op(MISC | TAX, 0),
            RETURN_A));
  }

  @Test
  void memoryBeginsAsZeroForEachPacket() {
    BpfProgram program =
        new BpfProgram(
            new long[] {
              op(LD | MEM, 3),
              op(MISC | TAX, 0),
              op(LD | IMM, 9),
              op(ST, 3),
              op(MISC | TXA, 0),
              RETURN_A
            });
    assertEquals(0, program.run(PACKET, 4, 5, 5));
    assertEquals(0, program.run(PACKET, 4, 5, 5));
  }

  @Test
  void jumpsByUnsignedComparison() {
    int[][] cases = {
      // condition, A, operand, taken
      {JEQ, 5, 5, 1},
      {JEQ, 5, 6, 0},
      {JGT, -1, 1, 1},
      {JGT, 1, 1, 0},
      {JGT, 1, -1, 0},
      {JGE, -1, 1, 1},
      {JGE, 1, 1, 1},
      {JGE, 1, -1, 0},
      {JSET, 6, 2, 1},
      {JSET, 4, 2, 0}
    };
    for (int[] one : cases) {
      int expected = one[3];
      assertEquals(
          expected,
          run(
              op(LD | IMM, one[1]),
              jump(JMP | one[0] | K, one[2], 1, 0),
              op(RET | K, 0),
              op(RET | K, 1)));
      assertEquals(
          expected,
          run(
              op(LD | IMM, one[1]),
              op(LDX | IMM, one[2]),
              jump(JMP | one[0] | X, 0, 1, 0),
              op(RET | K, 0),
              op(RET | K, 1)));
    }
    assertEquals(2, run(op(JMP | JA, 1), op(RET | K, 1), op(RET | K, 2)));
  }

  @Test
  void refusesUnsoundPrograms() {
    long end = op(RET | K, 1);
    refuse();
    refuse(op(LD | IMM, 1));
    refuse(op(JMP | JA, 1), end);
    refuse(op(JMP | JA, -2), end);
    refuse(op(JMP | JA, 0x7fff_ffff), end);
    refuse(jump(JMP | JEQ, 0, 1, 0), end);
    refuse(jump(JMP | JEQ, 0, 0, 255), end);
    refuse(op(ALU | DIV | K, 0), end);
    refuse(op(ALU | MOD | K, 0), end);
    refuse(op(ALU | LSH | K, 32), end);
    refuse(op(ALU | RSH | K, -1), end);
    refuse(op(ST, 16), end);
    refuse(op(STX, -1), end);
    refuse(op(LD | MEM, 16), end);
    refuse(op(LDX | MEM, 99), end);
    refuse(op(RET | X, 0));
    refuse(op(LD | B | MSH, 0), end);
    refuse(op(LD | 0x18 | ABS, 0), end);
    refuse(op(LDX | W | ABS, 0), end);
    refuse(op(ALU | 0xb0, 1), end);
    refuse(op(JMP | 0x50, 0), end);
    refuse(op(0x1_00 | LD | IMM, 0), end);
    refuse(op(MISC | 0x40, 0), end);
  }

  @Test
  void aLoopEndsByTheLoadThatLeavesThePacketOrByTheLimit() {
    // X walks through the packet byte by byte until it finds 3, or falls out of it.
    for (int wanted = 3; wanted <= 6; wanted++) {
      int result =
          run(
              op(LD | B | IND, 0),
              jump(JMP | JEQ | K, wanted, 4, 0),
              op(MISC | TXA, 0),
              op(ALU | BpfProgram.ADD | K, 1),
              op(MISC | TAX, 0),
              op(JMP | JA, -6),
              op(RET | K, 1));
      assertEquals(wanted <= 4 ? 1 : 0, result);
    }
    assertEquals(0, run(op(JMP | JA, -1), op(RET | K, 1)));
  }

  private static void refuse(long... instructions) {
    assertThrows(IllegalArgumentException.class, () -> new BpfProgram(instructions));
  }

  /** Whatever the verifier lets through must run to an end without an exception. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void randomProgramsThatVerifyEndQuietly(int seed) {
    Random random = new Random(seed);
    int verified = 0;
    for (int i = 0; i < 60_000; i++) {
      long[] instructions = new long[1 + random.nextInt(6)];
      for (int j = 0; j < instructions.length - 1; j++) {
        int k = random.nextBoolean() ? random.nextInt(8) : random.nextInt();
        instructions[j] =
            BpfProgram.instruction(random.nextInt(0xb8), random.nextInt(4), random.nextInt(4), k);
      }
      instructions[instructions.length - 1] = RETURN_A;
      BpfProgram program;
      try {
        program = new BpfProgram(instructions);
      } catch (IllegalArgumentException e) {
        continue;
      }
      verified++;
      program.run(PACKET, 4, random.nextInt(6), 1500);
    }
    assertTrue(verified > 4_000, verified + " programs");
  }

  @Test
  void doesNotAllocate() {
    BpfProgram program =
        new BpfProgram(
            new long[] {
              op(LD | H | ABS, 1), op(ST, 1), op(LDX | B | MSH, 0), op(ALU | XOR | X, 0),
              op(LDX | MEM, 1), jump(JMP | JGT | X, 0, 0, 1), op(RET | K, 1), op(RET | K, 2)
            });
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    int sum = 0;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100_000; i++) {
        sum += program.run(PACKET, 4, 5, i);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(sum > 0);
    assertTrue(least < 1000, least + " bytes");
  }
}
