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

  /** Size of the buffer for error messages (pcap/pcap.h). */
  private static final int PCAP_ERRBUF_BYTES = 256;

  private static final long REJECT = BpfProgram.instruction(BpfProgram.RET | BpfProgram.K, 0, 0, 0);

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

    static native Pointer pcap_create(String device, Pointer error);

    static native int pcap_set_snaplen(Pointer handle, int snaplen);

    static native int pcap_activate(Pointer handle);

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
    return locked(() -> compileForLinkType(expression, linkType, snaplen));
  }

  /**
   * Compiles an expression for the kernel to run on what a live device captures. That is not the
   * same program as for packets out of a file: on Linux a VLAN tag is not in the packet when its
   * filter runs, but beside it, and the program asks there. The device is opened for it, for a
   * moment, so this takes the right to capture.
   *
   * @param expression as in pcap-filter(7); empty accepts every packet
   * @param snaplen what the program is to return for a packet that it accepts
   * @return instructions as {@link BpfProgram#instruction} packs them, not for {@link BpfProgram}
   * @throws FilterException if the expression is wrong or could never match, if the device cannot
   *     be opened, or if there is no libpcap
   */
  public static long[] compileForDevice(String expression, String device, int snaplen)
      throws FilterException {
    return locked(() -> compileOnDevice(expression, device, snaplen));
  }

  /** What is done while nobody else compiles. */
  private interface Compilation {
    long[] run() throws FilterException;
  }

  private static long[] locked(Compilation compilation) throws FilterException {
    try {
      synchronized (LOCK) { // old versions of libpcap compile one expression at a time
        return compilation.run();
      }
    } catch (LinkageError e) {
      throw new FilterException("a capture filter needs libpcap: " + LibpcapException.ADVICE, e);
    }
  }

  private static long[] compileForLinkType(String expression, int linkType, int snaplen)
      throws FilterException {
    Pointer handle = Pcap.pcap_open_dead(Dlt.ofLinkType(linkType), snaplen);
    if (handle == null) {
      throw new FilterException("libpcap has no memory to compile a filter");
    }
    try {
      long[] instructions = compile(handle, expression, "packets of link type " + linkType);
      return instructions.length == 0 ? new long[] {REJECT} : instructions;
    } finally {
      Pcap.pcap_close(handle);
    }
  }

  private static long[] compileOnDevice(String expression, String device, int snaplen)
      throws FilterException {
    Memory error = new Memory(PCAP_ERRBUF_BYTES);
    error.clear();
    Pointer handle = Pcap.pcap_create(device, error);
    if (handle == null) {
      throw new FilterException("libpcap cannot open " + device + ": " + error.getString(0));
    }
    try {
      Pcap.pcap_set_snaplen(handle, snaplen);
      if (Pcap.pcap_activate(handle) < 0) {
        String reason = Pcap.pcap_geterr(handle).getString(0);
        throw new FilterException("libpcap cannot open " + device + ": " + reason);
      }
      long[] instructions = compile(handle, expression, device);
      if (instructions.length == 0) {
        throw new FilterException(
            "filter \"" + expression + "\" on " + device + ": no packet could ever match it");
      }
      return instructions;
    } finally {
      Pcap.pcap_close(handle);
    }
  }

  /** Compiles for the handle's link type; no instructions if no packet could ever match. */
  private static long[] compile(Pointer handle, String expression, String where)
      throws FilterException {
    try (Memory program = new Memory(2L * Native.POINTER_SIZE)) {
      program.clear();
      if (Pcap.pcap_compile(handle, program, expression, OPTIMIZE, NETMASK_UNKNOWN) != 0) {
        String error = Pcap.pcap_geterr(handle).getString(0);
        if (error.contains(REJECTS_ALL)) {
          return new long[0];
        }
        throw new FilterException("filter \"" + expression + "\" on " + where + ": " + error);
      }
      try {
        return instructions(program);
      } finally {
        Pcap.pcap_freecode(program);
      }
    }
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
