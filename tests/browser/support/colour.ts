// Colours as the browser paints them, and their contrast.
import type { Page } from "@playwright/test";

/** Red, green and blue from 0 to 255, and opacity from 0 to 1. */
export type Colour = [red: number, green: number, blue: number, opacity: number];

/** Resolves colours as a style sheet names them, such as var(--x). */
export async function resolve(page: Page, colours: string[]): Promise<Colour[]> {
  return page.evaluate((asked) => {
    const probe = document.body.appendChild(document.createElement("i"));
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("no canvas");
    const resolved = asked.map((colour): [number, number, number, number] => {
      probe.style.color = "";
      probe.style.color = colour;
      if (!probe.style.color) throw new Error(`${colour} is no colour`);
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = getComputedStyle(probe).color;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue, opacity] = context.getImageData(0, 0, 1, 1).data;
      return [red ?? 0, green ?? 0, blue ?? 0, (opacity ?? 0) / 255];
    });
    probe.remove();
    return resolved;
  }, colours);
}

/** A colour painted over another. */
export function over([red, green, blue, opacity]: Colour, behind: Colour): Colour {
  const mix = (front: number, back: number) => front * opacity + back * (1 - opacity);
  return [mix(red, behind[0]), mix(green, behind[1]), mix(blue, behind[2]), 1];
}

/** The contrast ratio of WCAG, from 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour
    .slice(0, 3)
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
