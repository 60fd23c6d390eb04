package org.tidewaiter.sensor;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import org.tidewaiter.captures.message.DceRpc;
import org.tidewaiter.captures.message.Kms;

/** A host that answers activations, and a client that asks it, over real sockets. */
final class RogueKmsHost {
  private static final int CALL = 2;

  private RogueKmsHost() {}

  /**
   * Activates once. To be called from within a namespace that has both addresses.
   *
   * @return time in milliseconds since 1970 at which the server's first answer was there
   */
  static long activate(String client, String server) throws IOException {
    Random random = new Random(1);
    try (ServerSocket listening = new ServerSocket(Kms.PORT, 1, InetAddress.getByName(server));
        Socket asking = new Socket()) {
      asking.bind(new InetSocketAddress(client, 0));
      asking.connect(new InetSocketAddress(server, Kms.PORT));
      try (Socket answering = listening.accept()) {
        pass(asking, answering, DceRpc.windowsBind(CALL, Kms.INTERFACE, 1));
        byte[][] results = {DceRpc.ACCEPT_NDR, DceRpc.REFUSE, DceRpc.FEATURES_ACK};
        pass(answering, asking, DceRpc.bindAck(CALL, 0x1234, "1688", results));
        long answered = System.currentTimeMillis();
        pass(asking, answering, DceRpc.request(CALL, 0, 0, Kms.request(6, random)));
        pass(answering, asking, DceRpc.response(CALL, 0, Kms.response(6, random)));
        return answered;
      }
    }
  }

  private static void pass(Socket from, Socket to, byte[] message) throws IOException {
    from.getOutputStream().write(message);
    new DataInputStream(to.getInputStream()).readFully(new byte[message.length]);
  }
}
