import jsQR from 'jsqr'
import type { Page } from 'playwright-core'

/** What a QR reader sees in the pixels of a picture of the page; the browser itself decodes the PNG. */
export async function readQr(page: Page, png: Buffer): Promise<string | undefined> {
  const blank = await page.context().newPage()
  try {
    const { width, height, data } = await blank.evaluate(async (base64) => {
      const image = new Image()
      image.src = `data:image/png;base64,${base64}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('no canvas')
      context.drawImage(image, 0, 0)
      const pixels = context.getImageData(0, 0, image.width, image.height)
      return { width: pixels.width, height: pixels.height, data: [...pixels.data] }
    }, png.toString('base64'))
    return jsQR(Uint8ClampedArray.from(data), width, height)?.data
  } finally {
    await blank.close()
  }
}
