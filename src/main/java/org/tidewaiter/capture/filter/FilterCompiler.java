package org.tidewaiter.capture.filter;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import org.tidewaiter.capture.Dlt;
import org.tidewaiter.capture.LibpcapException;

/**
 * Has libpcap compile filter expressions.
 *
 * <p>libpcap is called directly because pcap4j keeps the instructions of its compiled programs to
 * itself. Nothing but a filter may load this class: it loads native code.
 */
public final class FilterCompiler {
  /** What libpcap takes for a network mask that is not known (pcap/pcap.h). */
  private static final int NETMASK_UNKNOWN = 0xffff_ffff;

  /** The words of libpcap for a sound expression that no packet of a link type can match. */
  private static final String REJECTS_ALL = "expression rejects all packets";

  /** Bytes of a struct bpf_insn (pcap/bpf.h): code (2), jt (1), jf (1), k (4). */
  private static final int INSTRUCTION_BYTES = 8;

  private static final int OPTIMIZE = 1;
  private static final Object LOCK = new Object();

  private FilterCompiler() {}

  /** The functions of libpcap (pcap/pcap.h) that compiling takes. */
  private static final class Pcap {
    static {
      Native.register(Pcap.class, library());
    }

    private Pcap() {}

    private static NativeLibrary library() {
      String name = Platform.isWindows() ? "wpcap" : "pcap";
      if (Platform.isWindows()) {
        NativeLibrary.addSearchPath(name, System.getenv("SystemRoot") + "\\System32\\Npcap");
      }
      return NativeLibrary.getInstance(name);
    }

    static native Pointer pcap_open_dead(int dlt, int snaplen);

    static native int pcap_compile(
        Pointer handle, Pointer program, String expression, int optimize, int netmask);

    static native void pcap_freecode(Pointer program);

    static native Pointer pcap_geterr(Pointer handle);

    static native void pcap_close(Pointer handle);
  }

  /**
   * Compiles an expression for a link type.
   *
   * @param expression as in pcap-filter(7); empty accepts every packet
   * @param linkType LINKTYPE_ number
   * @param snaplen what the program is to return for a packet that it accepts
   * @return instructions for {@link BpfProgram}
   * @throws FilterException if the expression is wrong or means nothing on this link type, or if
   *     there is no libpcap
   */
  public static long[] compile(String expression, int linkType, int snaplen)
      throws FilterException {
    try {
      synchronized (LOCK) { // old versions of libpcap compile one expression at a time
        return compileNatively(expression, linkType, snaplen);
      }
    } catch (LinkageError e) {
      throw new FilterException("a capture filter needs libpcap: " + LibpcapException.ADVICE, e);
    }
  }

  private static long[] compileNatively(String expression, int linkType, int snaplen)
      throws FilterException {
    Pointer handle = Pcap.pcap_open_dead(Dlt.ofLinkType(linkType), snaplen);
    if (handle == null) {
      throw new FilterException("libpcap has no memory to compile a filter");
    }
    try (Memory program = new Memory(2L * Native.POINTER_SIZE)) {
      program.clear();
      int failed = Pcap.pcap_compile(handle, program, expression, OPTIMIZE, NETMASK_UNKNOWN);
      if (failed != 0) {
        return rejectingOr(expression, linkType, Pcap.pcap_geterr(handle).getString(0));
      }
      try {
        return instructions(program);
      } finally {
        Pcap.pcap_freecode(program);
      }
    } finally {
      Pcap.pcap_close(handle);
    }
  }

  private static long[] rejectingOr(String expression, int linkType, String error)
      throws FilterException {
    if (error.contains(REJECTS_ALL)) {
      return new long[] {BpfProgram.instruction(BpfProgram.RET | BpfProgram.K, 0, 0, 0)};
    }
    throw new FilterException(
        "filter \"" + expression + "\" on packets of link type " + linkType + ": " + error);
  }

  /** Copies out of a struct bpf_program: bf_len, then a pointer to the instructions. */
  private static long[] instructions(Pointer program) {
    int count = program.getInt(0);
    Pointer source = program.getPointer(Native.POINTER_SIZE);
    long[] instructions = new long[count];
    for (int i = 0; i < count; i++) {
      long at = (long) i * INSTRUCTION_BYTES;
      instructions[i] =
          BpfProgram.instruction(
              source.getShort(at),
              source.getByte(at + 2),
              source.getByte(at + 3),
              source.getInt(at + 4));
    }
    return instructions;
  }
}
