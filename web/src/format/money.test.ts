import { describe, expect, it } from "vitest";
import { agorotOf } from "../../../core/billing/exchange-rate.ts";
import { formatAgorot, formatMicroUsd, formatShekels } from "./money.ts";

describe("money", () => {
  it("writes shekels with separators and the sign after the number", () => {
    expect(formatShekels(2_850_000)).toBe("2,850,000\u00a0₪");
    expect(formatShekels(5500)).toBe("5,500\u00a0₪");
  });

  it("writes what a call cost in dollars, finer below a cent", () => {
    expect(formatMicroUsd(124_300)).toBe("$0.12");
    expect(formatMicroUsd(4_200)).toBe("$0.004");
    expect(formatMicroUsd(120)).toBe("<$0.001");
    expect(formatMicroUsd(0)).toBe("$0.00");
    expect(formatMicroUsd(1_250_000)).toBe("$1.25");
  });

  it("writes the same in shekels by a given rate, finer below ten agorot", () => {
    const rate = { shekelsPerDollar: 3.5, asOf: "2026-01-01" };
    const written = (microUsd: number) => formatAgorot(agorotOf(microUsd, rate));
    expect(written(1_000_000)).toBe("3.50\u00a0₪");
    expect(written(124_300)).toBe("0.44\u00a0₪");
    expect(written(20_000)).toBe("7.0\u00a0אג׳");
    expect(written(100)).toBe("פחות מ־0.1\u00a0אג׳");
    expect(written(0)).toBe("0.00\u00a0₪");
  });
});
