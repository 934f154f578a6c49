import type { Page } from 'playwright-core'
import type { Picture } from './photographed-qr.ts'

/** A picture file, encoded by the browser itself. `beside` stands to the right of the first. */
export async function encodePicture(
  page: Page,
  pictures: Picture[],
  type: 'image/png' | 'image/jpeg' = 'image/png',
  quality = 0.9,
): Promise<Buffer> {
  const given = pictures.map(({ data, width, height }) => ({
    grey: Buffer.from(data.filter((_, at) => at % 4 === 0)).toString('base64'),
    width,
    height,
  }))
  const base64 = await page.evaluate(
    async ({ all, as, at }) => {
      const canvas = document.createElement('canvas')
      canvas.width = all.reduce((sum, { width }) => sum + width, 0)
      canvas.height = Math.max(...all.map(({ height }) => height))
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('no canvas')
      context.fillStyle = '#fff'
      context.fillRect(0, 0, canvas.width, canvas.height)
      let left = 0
      for (const { grey, width, height } of all) {
        const bytes = Uint8Array.from(atob(grey), (letter) => letter.charCodeAt(0))
        const pixels = new ImageData(width, height)
        for (const [place, light] of bytes.entries()) pixels.data.set([light, light, light, 255], 4 * place)
        context.putImageData(pixels, left, 0)
        left += width
      }
      return canvas.toDataURL(as, at).split(',')[1] ?? ''
    },
    { all: given, as: type, at: quality },
  )
  return Buffer.from(base64, 'base64')
}
