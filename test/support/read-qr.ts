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
      // one byte a pixel is enough for a reader, and a string crosses to Node faster than an array
      let grey = ''
      for (let at = 0; at < pixels.data.length; at += 4) grey += String.fromCharCode(pixels.data[at] ?? 0)
      return { width: pixels.width, height: pixels.height, data: grey }
    }, png.toString('base64'))
    const pixels = new Uint8ClampedArray(4 * width * height).fill(255)
    for (let at = 0; at < data.length; at += 1) pixels.fill(data.charCodeAt(at), 4 * at, 4 * at + 3)
    return jsQR(pixels, width, height)?.data
  } finally {
    await blank.close()
  }
}
