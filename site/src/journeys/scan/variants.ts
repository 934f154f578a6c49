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

/** One after the other, the cheapest first. */
function* treated(picture: Pixels): Generator<Pixels> {
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

/**
 * What `read` finds in the picture as it is, or in the first treatment in which it finds anything.
 * @param goOn is asked before each treatment
 */
export async function readVariants(
  picture: Pixels,
  read: (pixels: Pixels) => Promise<string[]>,
  goOn: () => Promise<boolean> | boolean = () => true,
): Promise<string[]> {
  const plain = await read(picture)
  if (plain.length > 0) return plain
  for (const variant of treated(picture)) {
    if (!(await goOn())) return []
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
  for (let at = 0; at < light.length; at += 1) {
    const shade = Math.round(light[at] ?? 0)
    counts[shade] = (counts[shade] ?? 0) + 1
  }
  const at = (share: number) => {
    let seen = 0
    return counts.findIndex((count) => (seen += count) > share * light.length)
  }
  const [least, most] = [at(0.01), at(0.99)]
  const steep = 255 / Math.max(1, most - least)
  const clear = new Float32Array(light.length)
  for (let pixel = 0; pixel < light.length; pixel += 1) clear[pixel] = ((light[pixel] ?? 0) - least) * steep
  return { ...size, light: clear }
}

function sharpened(grey: Grey, reach: number): Grey {
  const { light } = softened(softened(grey, reach), reach)
  for (let at = 0; at < light.length; at += 1) light[at] = 4 * (grey.light[at] ?? 0) - 3 * (light[at] ?? 0)
  return { ...grey, light }
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
  const size = 2 * reach + 1
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep
    const end = start + (length - 1) * step
    let sum = (from[start] ?? 0) * (reach + 1)
    for (let place = 1; place <= reach; place += 1) sum += from[Math.min(end, start + place * step)] ?? 0
    for (let at = start, enters = start + (reach + 1) * step, leaves = start - reach * step; at <= end;) {
      mean[at] = sum / size
      sum += (from[enters < end ? enters : end] ?? 0) - (from[leaves > start ? leaves : start] ?? 0)
      at += step
      enters += step
      leaves += step
    }
  }
  return mean
}

/** Twice as wide and high, with straight slopes between the pixels. */
function doubled({ light, width, height }: Grey): Grey {
  const twice = new Float32Array(4 * light.length)
  for (let y = 0; y < 2 * height; y += 1) {
    const top = Math.max(0, (y - 1) >> 1)
    const above = top * width
    const below = Math.min(height - 1, top + 1) * width
    const down = y === 0 ? 0 : y % 2 === 1 ? 0.25 : 0.75
    for (let x = 0; x < 2 * width; x += 1) {
      const left = Math.max(0, (x - 1) >> 1)
      const right = Math.min(width - 1, left + 1)
      const along = x === 0 ? 0 : x % 2 === 1 ? 0.25 : 0.75
      const upper = (light[above + left] ?? 0) * (1 - along) + (light[above + right] ?? 0) * along
      const lower = (light[below + left] ?? 0) * (1 - along) + (light[below + right] ?? 0) * along
      twice[2 * y * width + x] = upper * (1 - down) + lower * down
    }
  }
  return { light: twice, width: 2 * width, height: 2 * height }
}
