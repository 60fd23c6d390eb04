package org.tidewaiter.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;

/** The configuration of the file systems, as it travels to tasks. */
final class SerializableConfiguration implements Serializable {
  private static final long serialVersionUID = 1;

  private final byte[] bytes;
  private transient Configuration configuration;

  SerializableConfiguration(Configuration configuration) {
    this.configuration = configuration;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(written)) {
      configuration.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    bytes = written.toByteArray();
  }

  /** The configuration. */
  synchronized Configuration get() {
    if (configuration == null) {
      configuration = new Configuration(false);
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        configuration.readFields(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return configuration;
  }
}
