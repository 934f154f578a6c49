import type { Modules } from '#model/proof/qr-path.ts'

/** How a QR comes before a camera; nothing given is a flat, sharp, evenly lit picture. */
export interface Circumstances {
  pixelsPerModule?: number
  /** degrees */
  turned?: number
  /** degrees out of the picture's plane, about an axis that the seed chooses */
  tilted?: number
  /** standard deviation of a Gaussian, in modules */
  blurred?: number
  /** 1 is black on white */
  contrast?: number
  /** standard deviation, of 255 */
  noise?: number
  /** from one side to the other, how much of the light is lost */
  shade?: number
  /** share of the symbol under ink blots */
  blots?: number
  /** share of the symbol under one paper strip, between the finders */
  covered?: number
  /** modules of the lower left corner that are torn off, with its finder */
  torn?: number
  /** light on dark */
  inverted?: boolean
}

export interface Picture {
  data: Uint8ClampedArray
  width: number
  height: number
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The light of a sheet, from its middle, in modules: 0 dark, 1 light. */
export type Paper = (u: number, v: number) => number

function paperOf(modules: Modules, how: Circumstances, chance: () => number): Paper {
  const side = modules.length
  const half = side / 2
  const spots: { u: number; v: number; radius: number }[] = []
  for (let area = 0; area < (how.blots ?? 0) * side * side;) {
    const radius = 1 + 2.5 * chance()
    spots.push({ u: side * chance(), v: side * chance(), radius })
    area += Math.PI * radius * radius
  }
  const strip = Math.sqrt((how.covered ?? 0) * side * side)
  const room = side - 18 - strip
  const left = 9 + Math.max(0, room) * chance()
  const top = 9 + Math.max(0, room) * chance()
  return (x, y) => {
    const u = x + half
    const v = y + half
    if (u < 0 || v < 0 || u >= side || v >= side) return 1
    if (how.torn !== undefined && u < how.torn && v >= side - how.torn) return 1
    if (strip > 0 && u >= left && u < left + strip && v >= top && v < top + strip) return 1
    if (spots.some((spot) => (u - spot.u) ** 2 + (v - spot.v) ** 2 < spot.radius ** 2)) return 0
    return modules[Math.floor(v)]?.[Math.floor(u)] === true ? 0 : 1
  }
}

/** Where on the sheet a pixel looks, for a camera that stands two and a half symbols away. */
function lens(side: number, how: Circumstances, chance: () => number) {
  const scale = how.pixelsPerModule ?? 4
  const distance = 2.5 * side
  const turn = ((how.turned ?? 0) * Math.PI) / 180
  const tilt = ((how.tilted ?? 0) * Math.PI) / 180
  const axis = 2 * Math.PI * chance()
  const [ax, ay] = [Math.cos(axis), Math.sin(axis)]
  const normal = [ay * Math.sin(tilt), -ax * Math.sin(tilt), Math.cos(tilt)] as const
  return (px: number, py: number): [number, number] => {
    const x = px / scale / distance
    const y = py / scale / distance
    const reach = (normal[2] * distance) / (normal[0] * x + normal[1] * y + normal[2])
    const [sx, sy, sz] = [reach * x, reach * y, reach - distance]
    // back into the sheet's own plane: the inverse of the tilt (Rodrigues), then of the turn
    const along = ax * sx + ay * sy
    const cos = Math.cos(tilt)
    const sin = Math.sin(tilt)
    const fx = sx * cos - ay * sz * sin + ax * along * (1 - cos)
    const fy = sy * cos + ax * sz * sin + ay * along * (1 - cos)
    return [fx * Math.cos(turn) + fy * Math.sin(turn), fy * Math.cos(turn) - fx * Math.sin(turn)]
  }
}

function blur(pixels: Float32Array, width: number, sigma: number): Float32Array {
  const reach = Math.ceil(3 * sigma)
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma ** 2)),
  )
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const pass = (from: Float32Array, step: number, line: number) =>
    from.map((_, at) => {
      const place = Math.floor(at / step) % line
      let sum = 0
      for (let k = -reach; k <= reach; k += 1) {
        const inside = Math.min(line - 1, Math.max(0, place + k)) - place
        sum += (from[at + inside * step] ?? 0) * (weights[k + reach] ?? 0)
      }
      return sum / whole
    })
  return pass(pass(pixels, 1, width), width, pixels.length / width)
}

/** The pixels that a camera would take, grey as RGBA. */
export function photograph(modules: Modules, how: Circumstances, seed = 1): Picture {
  const chance = random(seed)
  return photographPaper(paperOf(modules, how, chance), modules.length, how, chance)
}

/** @param side of the symbol on the paper, in modules */
export function photographPaper(paper: Paper, side: number, how: Circumstances, chance = random(1)): Picture {
  const scale = how.pixelsPerModule ?? 4
  const look = lens(side, how, chance)
  const width = Math.ceil((side + 8) * scale * (how.turned || how.tilted ? 1.5 : 1))
  const fine = 2
  let grey: Float32Array = new Float32Array(width * width).map((_, at) => {
    let sum = 0
    for (let k = 0; k < fine * fine; k += 1) {
      const px = (at % width) + ((k % fine) + 0.5) / fine - width / 2
      const py = Math.floor(at / width) + (Math.floor(k / fine) + 0.5) / fine - width / 2
      sum += paper(...look(px, py))
    }
    return sum / fine / fine
  })
  if (how.blurred) grey = blur(grey, width, how.blurred * scale)
  const contrast = how.contrast ?? 1
  const bell = () => chance() + chance() + chance() + chance() - 2
  const data = new Uint8ClampedArray(4 * width * width).fill(255)
  for (const [at, light] of grey.entries()) {
    const lit = 1 - ((how.shade ?? 0) * (at % width)) / width
    const shown = how.inverted ? 1 - light : light
    const value = (127.5 + 255 * (shown - 0.5) * contrast) * lit + (how.noise ?? 0) * Math.sqrt(3) * bell()
    data.fill(value, 4 * at, 4 * at + 3)
  }
  return { data, width, height: width }
}
