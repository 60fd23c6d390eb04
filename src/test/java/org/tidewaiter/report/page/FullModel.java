package org.tidewaiter.report.page;

import static org.tidewaiter.report.page.SampleModel.T0;
import static org.tidewaiter.report.page.SampleModel.T1;

import org.tidewaiter.report.page.PageModel.Counter;
import org.tidewaiter.report.page.PageModel.Detail;
import org.tidewaiter.report.page.PageModel.FindingRow;
import org.tidewaiter.report.page.PageModel.HostRow;
import org.tidewaiter.report.page.PageModel.Input;
import org.tidewaiter.report.page.PageModel.Service;

/** A model with every list filled beyond its bound and the same text in every string. */
final class FullModel {
  private final String text;
  private final String[] texts;
  private final PageBuilder builder;

  private FullModel(String text, int rows) {
    this.text = text;
    texts = new String[rows];
    for (int i = 0; i < rows; i++) {
      texts[i] = text + i;
    }
    builder = new PageBuilder(text);
  }

  static PageModel of(String text, int rows) {
    FullModel full = new FullModel(text, rows);
    for (int i = 0; i < rows; i++) {
      full.runAndFinding(i);
    }
    for (int i = 0; i < rows; i++) {
      full.serviceAndHost(i);
    }
    full.builder.addNote(text);
    full.builder.beginFlows();
    for (int i = 0; i < rows * 20; i++) {
      full.flow(i);
    }
    return full.builder.build();
  }

  private String textOf(int i) {
    return texts[i % texts.length];
  }

  private void runAndFinding(int i) {
    builder.addInput(new Input(text, i, i));
    builder.addCounter(new Counter("outcome", text, text, i, text, text));
    builder.addCounter(new Counter("damage", text, "byte-offset", i, text, text));
    builder.addDetail(new Detail(text, text));
    builder.addFinding(
        new FindingRow(
            texts[i],
            "high",
            textOf(i % 40),
            text,
            text,
            text,
            text,
            100,
            text + " x" + i,
            1,
            1,
            1,
            T0,
            T1,
            text,
            text,
            text,
            text,
            text,
            text,
            text,
            text,
            text));
  }

  private void serviceAndHost(int i) {
    builder.addService(
        new Service(
            texts[i], text, text, texts[i], text, text, text, 1, 1, 1, 1, T0, T1, text, text, 1,
            text, text, texts[i]));
    builder.addHost(new HostRow(texts[i], text, text, text, 1, 1, 1, 1, 1, 1, T0, T1, texts[i]));
  }

  private void flow(int i) {
    long first = i * 60_000L;
    builder.addFlow(
        new Flow(
            first,
            first + 9_000_000L,
            text,
            textOf(i),
            textOf(i * 7),
            "" + i,
            textOf(i * 11),
            text,
            textOf(i % 30),
            text,
            text,
            textOf(i % 40),
            i % 2 == 0,
            i));
  }
}
