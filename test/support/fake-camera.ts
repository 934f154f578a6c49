import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Picture } from './photographed-qr.ts'

/** What the person answers when the browser asks for the camera. */
export const answering = (granted: boolean): string =>
  `--use-fake-ui-for-media-stream${granted ? '' : '=deny'}`

/** A film of one still (YUV4MPEG2, 4:2:0) with the picture in its middle, and the switches that make it the camera. */
export async function cameraOn(picture: Picture): Promise<string[]> {
  const [width, height] = [1280, 720]
  const light = Buffer.alloc(width * height, 200)
  const left = Math.floor((width - picture.width) / 2)
  const top = Math.floor((height - picture.height) / 2)
  for (let y = 0; y < picture.height; y += 1)
    for (let x = 0; x < picture.width; x += 1) {
      const grey = picture.data[4 * (y * picture.width + x)] ?? 0
      light[(top + y) * width + left + x] = 16 + Math.round((grey * 219) / 255)
    }
  const colour = Buffer.alloc((width * height) / 2, 128)
  const file = join(await mkdtemp(join(tmpdir(), 'camera-')), 'qr.y4m')
  await writeFile(
    file,
    Buffer.concat([
      Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`),
      light,
      colour,
    ]),
  )
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`]
}
