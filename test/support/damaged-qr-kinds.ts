import type { Circumstances } from './photographed-qr.ts'

/** What happens to a printed QR, from mild to hopeless. */
export const kinds: Record<string, { levels: string[]; how: Circumstances[] }> = {
  small: of('px a module', [4, 2.5, 2, 1.5, 1.3], (pixelsPerModule) => ({ pixelsPerModule })),
  turned: of('°', [7, 45, 90, 137, 180, 270, 333], (turned) => ({ turned })),
  tilted: of('°', [15, 30, 45, 60], (tilted) => ({ tilted })),
  'low contrast': of('of black on white', [0.5, 0.12, 0.06, 0.03, 0.01], (contrast) => ({ contrast })),
  blurred: of('modules', [0.3, 0.5, 0.6, 0.8], (blurred) => ({ blurred })),
  noisy: of('of 255', [40, 60, 90, 120], (noise) => ({ noise })),
  shaded: of('of the light', [0.4, 0.6, 0.8, 0.9], (shade) => ({ shade })),
  blotted: of('of the area', [0.02, 0.05, 0.08, 0.15], (blots) => ({ blots })),
  covered: of('of the area', [0.05, 0.08, 0.11, 0.2], (covered) => ({ covered })),
  'corner torn': of('modules', [2, 4, 8, 20], (torn) => ({ torn })),
  inverted: of('', [1], () => ({ inverted: true })),
  'all of it': of('times', [1, 1.3, 1.6, 2, 3], (much) => ({
    turned: 23 * much,
    tilted: 12 * much,
    blurred: 0.25 * much,
    noise: 12 * much,
    shade: 0.25 * much,
    contrast: 1 - 0.2 * much,
    blots: 0.01 * much,
  })),
}

function of(unit: string, levels: number[], how: (level: number) => Circumstances) {
  return { levels: levels.map((level) => `${level} ${unit}`.trim()), how: levels.map(how) }
}
