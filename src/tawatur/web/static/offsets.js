// SPDX-FileCopyrightText: 2026 Tawatur contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Between the two ways of counting a text: code points, as readings do, and units of UTF-16, as browsers do. They
 * differ by one for every character beyond U+FFFF that stands before.
 */
export class Offsets {
  /** @param {number[]} astral Places, in code points, of the characters that take two units; ascending. */
  constructor(astral) {
    this.astral = astral;
  }

  /** How many of the characters that take two units stand before the first one for which `isPast` holds. */
  before(isPast) {
    let low = 0;
    let high = this.astral.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isPast(this.astral[middle], middle)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Units before a place given in code points. */
  toUnits(point) {
    return point + this.before((place) => place >= point);
  }

  /** Code points before a place given in units; a place inside a character counts as before it. */
  toPoints(unit) {
    const pairs = this.before((place, index) => place + index + 1 >= unit);
    return unit - pairs - (pairs < this.astral.length && this.astral[pairs] + pairs + 1 === unit ? 1 : 0);
  }
}
