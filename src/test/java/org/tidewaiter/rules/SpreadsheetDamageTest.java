package org.tidewaiter.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetDamageTest {
  @Test
  void aDateGivesBackItsNetwork() {
    assertEquals(
        "looks like a date a spreadsheet made of 10/8; write 10.0.0.0/8",
        SpreadsheetDamage.ofNetwork("10-Aug"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Aug-10", "10.08.2026", "10/08/2026", "2026-08-10", "1.00E+05", "#REF!"})
  void otherDamageToNetworksIsToldAsSuch(String cell) {
    assertNotNull(SpreadsheetDamage.ofNetwork(cell));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0/8", "group:dcs", "not:10.0.0.0/8", "fe80::1", "10/8", "2001:db8::"})
  void whatIsMerelyANetworkIsNoDamage(String cell) {
    assertNull(SpreadsheetDamage.ofNetwork(cell));
  }

  @Test
  void numbersSayWhatToWrite() {
    assertEquals("has decimals; write 135", SpreadsheetDamage.ofNumber("135.0"));
    assertEquals("has a thousands separator; write 1688", SpreadsheetDamage.ofNumber("1,688"));
    assertEquals("has a thousands separator; write 49152", SpreadsheetDamage.ofNumber("49.152"));
    assertNotNull(SpreadsheetDamage.ofNumber("1.00E+05"));
    assertNotNull(SpreadsheetDamage.ofNumber("10-Aug"));
    assertEquals("is an error value of a spreadsheet", SpreadsheetDamage.ofNumber("#NAME?"));
    assertNull(SpreadsheetDamage.ofNumber("http"));
    assertNull(SpreadsheetDamage.ofNumber("70000"));
  }
}
