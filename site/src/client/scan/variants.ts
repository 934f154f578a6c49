// The same picture, treated for what a reader stumbles over: faded print, a blurred photo, noise, too few pixels.

export interface Pixels {
  data: Uint8ClampedArray
  width: number
  height: number
}

interface Grey {
  light: Float32Array
  width: number
  height: number
}

/** Pictures wider than this have pixels enough. */
const DOUBLE_UP_TO = 1600

/** One after the other, the cheapest first; the first is the picture itself. */
export function* variantsOf(picture: Pixels): Generator<Pixels> {
  yield picture
  yield sharper(picture)
  const grey = greyOf(picture)
  yield pixelsOf(softened(grey, 1))
  if (Math.max(picture.width, picture.height) > DOUBLE_UP_TO) return
  const twice = doubled(grey)
  yield pixelsOf(twice)
  yield pixelsOf(sharpened(stretched(twice), 4))
}

/** For faded print and a camera that is not quite in focus. */
export const sharper = (picture: Pixels): Pixels => pixelsOf(sharpened(stretched(greyOf(picture)), 1))

/** What `read` finds in the first variant in which it finds anything. */
export async function readVariants(
  picture: Pixels,
  read: (pixels: Pixels) => Promise<string[]>,
): Promise<string[]> {
  for (const variant of variantsOf(picture)) {
    const found = await read(variant)
    if (found.length > 0) return found
  }
  return []
}

function greyOf({ data, width, height }: Pixels): Grey {
  const light = new Float32Array(width * height)
  for (let at = 0; at < light.length; at += 1)
    light[at] =
      0.299 * (data[4 * at] ?? 0) + 0.587 * (data[4 * at + 1] ?? 0) + 0.114 * (data[4 * at + 2] ?? 0)
  return { light, width, height }
}

function pixelsOf({ light, width, height }: Grey): Pixels {
  const data = new Uint8ClampedArray(4 * light.length).fill(255)
  for (let at = 0; at < light.length; at += 1) {
    const value = light[at] ?? 0
    data[4 * at] = value
    data[4 * at + 1] = value
    data[4 * at + 2] = value
  }
  return { data, width, height }
}

/** All but the hundredth part at either end fills black to white. */
function stretched({ light, ...size }: Grey): Grey {
  const counts = new Uint32Array(256)
  for (const value of light) counts[Math.round(value)] = (counts[Math.round(value)] ?? 0) + 1
  const at = (share: number) => {
    let seen = 0
    return counts.findIndex((count) => (seen += count) > share * light.length)
  }
  const [least, most] = [at(0.01), at(0.99)]
  return { ...size, light: light.map((value) => ((value - least) * 255) / Math.max(1, most - least)) }
}

function sharpened(grey: Grey, reach: number): Grey {
  const soft = softened(softened(grey, reach), reach).light
  return { ...grey, light: grey.light.map((value, at) => value + 3 * (value - (soft[at] ?? 0))) }
}

/** The mean of the square around each pixel. */
function softened({ light, width, height }: Grey, reach: number): Grey {
  const across = runningMean(light, height, width, width, 1, reach)
  return { light: runningMean(across, width, height, 1, width, reach), width, height }
}

function runningMean(
  from: Float32Array,
  lines: number,
  length: number,
  lineStep: number,
  step: number,
  reach: number,
): Float32Array {
  const mean = new Float32Array(from.length)
  for (let line = 0; line < lines; line += 1) {
    const value = (place: number) =>
      from[line * lineStep + Math.min(length - 1, Math.max(0, place)) * step] ?? 0
    let sum = 0
    for (let place = -reach; place <= reach; place += 1) sum += value(place)
    for (let place = 0; place < length; place += 1) {
      mean[line * lineStep + place * step] = sum / (2 * reach + 1)
      sum += value(place + reach + 1) - value(place - reach)
    }
  }
  return mean
}

/** Twice as wide and high, with straight slopes between the pixels. */
function doubled({ light, width, height }: Grey): Grey {
  const twice = new Float32Array(4 * light.length)
  for (let y = 0; y < 2 * height; y += 1)
    for (let x = 0; x < 2 * width; x += 1) {
      const left = Math.max(0, (x - 0.5) / 2)
      const top = Math.max(0, (y - 0.5) / 2)
      const [column, row] = [Math.floor(left), Math.floor(top)]
      const [right, below] = [Math.min(width - 1, column + 1), Math.min(height - 1, row + 1)]
      const mix = (line: number) =>
        (light[line * width + column] ?? 0) * (1 - left + column) +
        (light[line * width + right] ?? 0) * (left - column)
      twice[y * 2 * width + x] = mix(row) * (1 - top + row) + mix(below) * (top - row)
    }
  return { light: twice, width: 2 * width, height: 2 * height }
}
