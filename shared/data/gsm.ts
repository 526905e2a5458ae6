/**
 * The GSM 7-bit default alphabet and its extension table: the characters that fit a text of 160.
 *
 * Source: 3GPP TS 23.038 (GSM 03.38) section 6.2.1, tables 6.2.1 and 6.2.1.1. Date: 2026-11-22.
 * Confidence: M, checked against its size (127 characters and the escape) by test. Position 0x09
 * is capital C with cedilla: a small one needs UCS-2. No national tables: US and Canadian
 * providers offer none.
 */

/** In table order, without the escape at 0x1B: one unit each. */
export const GSM_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ' +
  ' !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§' +
  '¿abcdefghijklmnopqrstuvwxyzäöñüà';

/** Sent as the escape and a second unit: two units each. */
export const GSM_EXTENSION = '\f^{}\\[~]|€';
