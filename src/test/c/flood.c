/*
 * flood: sends numbered Ethernet frames as fast as one core can, or at a set rate.
 *
 * Test traffic for the live sources. It goes only where it is told and stops after a set number of
 * frames. Every frame ends in its sequence number (8 bytes, big endian, from 0), so a receiver can
 * say exactly which ones it did not see. Frames bypass the queueing discipline: what sendmmsg
 * accepted has been handed to the device. Captures on the sending device do not see such frames;
 * with -q they take the usual way, and are seen.
 *
 *   flood -i DEVICE -n COUNT [-r PACKETS_PER_SECOND] [-s FRAME_BYTES] [-f FLOWS] [-x HEX_FRAME] [-q]
 *
 * Without -x the frame is Ethernet, IPv4 and UDP from 198.18.0.1 (RFC 2544) to 198.18.0.2, port
 * 9 (discard), with FLOWS different source ports. With -x the given frame is sent instead, its
 * last 8 bytes overwritten by the sequence number.
 *
 * Prints "sent N seconds S" when done. SPDX-License-Identifier: Apache-2.0
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, FRAME_MAX = 9018, FRAME_MIN = 50, SEQUENCE_BYTES = 8, FIRST_PORT = 1024 };

static void fail(const char *what) {
  fprintf(stderr, "flood: %s: %s\n", what, strerror(errno));
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static uint16_t ipv4_checksum(const uint8_t *header) {
  uint32_t sum = 0;
  for (int i = 0; i < 20; i += 2) sum += header[i] << 8 | header[i + 1];
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum;
}

/* Ethernet, IPv4 and UDP headers of a frame of the given length in bytes, check sequence excluded. */
static void udp_frame(uint8_t *frame, int length) {
  static const uint8_t headers[] = {
      0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1, 0x08, 0x00,                       /* Ethernet */
      0x45, 0, 0, 0, 0, 0, 0x40, 0, 64, 17, 0, 0, 198, 18, 0, 1, 198, 18, 0, 2,   /* IPv4 */
      FIRST_PORT >> 8, FIRST_PORT & 0xff, 0, 9, 0, 0, 0, 0};                      /* UDP */
  memset(frame, 0, length);
  memcpy(frame, headers, sizeof headers);
  int ip_length = length - 14, udp_length = length - 34;
  frame[16] = ip_length >> 8, frame[17] = ip_length & 0xff;
  frame[38] = udp_length >> 8, frame[39] = udp_length & 0xff;
  uint16_t sum = ipv4_checksum(frame + 14);
  frame[24] = sum >> 8, frame[25] = sum & 0xff;
}

static int hex_frame(uint8_t *frame, const char *hex) {
  int length = 0;
  unsigned byte;
  for (; hex[0] && hex[1] && length < FRAME_MAX; hex += 2) {
    if (sscanf(hex, "%2x", &byte) != 1) break;
    frame[length++] = byte;
  }
  return length;
}

static void number(uint8_t *frame, int length, long sequence, long flows, int udp) {
  for (int i = 0; i < SEQUENCE_BYTES; i++)
    frame[length - SEQUENCE_BYTES + i] = (uint64_t)sequence >> (56 - 8 * i);
  if (udp) {
    int port = FIRST_PORT + sequence % flows;
    frame[34] = port >> 8, frame[35] = port & 0xff;
  }
}

static int packet_socket(const char *device, int bypass) {
  int fd = socket(AF_PACKET, SOCK_RAW, 0);
  if (fd < 0) fail("socket");
  if (setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &bypass, sizeof bypass)) fail("PACKET_QDISC_BYPASS");
  struct sockaddr_ll address = {.sll_family = AF_PACKET, .sll_ifindex = if_nametoindex(device)};
  if (!address.sll_ifindex || bind(fd, (struct sockaddr *)&address, sizeof address)) fail(device);
  return fd;
}

int main(int argc, char **argv) {
  const char *device = NULL, *hex = NULL;
  long count = 0, rate = 0, flows = 1;
  int length = 60, bypass = 1, option;
  while ((option = getopt(argc, argv, "i:n:r:s:f:x:q")) != -1) {
    switch (option) {
      case 'i': device = optarg; break;
      case 'n': count = atol(optarg); break;
      case 'r': rate = atol(optarg); break;
      case 's': length = atoi(optarg); break;
      case 'f': flows = atol(optarg); break;
      case 'x': hex = optarg; break;
      case 'q': bypass = 0; break;
      default: return 2;
    }
  }
  static uint8_t frames[BATCH][FRAME_MAX];
  if (hex) length = hex_frame(frames[0], hex);
  if (!device || count < 1 || flows < 1 || flows > 60000 || length < (hex ? 14 + SEQUENCE_BYTES : FRAME_MIN) ||
      length > FRAME_MAX) {
    fprintf(stderr, "usage: flood -i DEVICE -n COUNT [-r RATE] [-s BYTES] [-f FLOWS] [-x HEX] [-q]\n");
    return 2;
  }
  int fd = packet_socket(device, bypass);
  struct iovec parts[BATCH];
  struct mmsghdr messages[BATCH] = {0};
  for (int i = 0; i < BATCH; i++) {
    if (hex) memcpy(frames[i], frames[0], length);
    else udp_frame(frames[i], length);
    parts[i] = (struct iovec){frames[i], length};
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  double begin = now();
  long sent = 0;
  while (sent < count) {
    int want = count - sent < BATCH ? count - sent : BATCH;
    for (int i = 0; i < want; i++) number(frames[i], length, sent + i, flows, !hex);
    for (int done = 0; done < want;) {
      int n = sendmmsg(fd, messages + done, want - done, 0);
      if (n > 0) done += n;
      else if (errno != ENOBUFS && errno != EAGAIN && errno != EINTR) fail("sendmmsg");
    }
    sent += want;
    if (rate) {
      double ahead = begin + (double)sent / rate - now();
      if (ahead > 0) usleep(ahead * 1e6);
    }
  }
  printf("sent %ld seconds %.3f\n", sent, now() - begin);
  return 0;
}
