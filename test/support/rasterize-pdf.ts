import { readFile } from 'node:fs/promises'
import type { getDocument, GlobalWorkerOptions } from 'pdfjs-dist'
import type { Browser } from 'playwright-core'

interface Reader {
  getDocument: typeof getDocument
  GlobalWorkerOptions: typeof GlobalWorkerOptions
}

const library = new URL('../../node_modules/pdfjs-dist/build/', import.meta.url)
/** nobody's address: every request to it is answered here */
const bench = 'http://pdf.test/'

/** The first page of a PDF as pixels, drawn by a PDF reader in a browser of its own. @param dpi as a scanner would */
export async function rasterizePdf(browser: Browser, pdf: Buffer, dpi = 200): Promise<Buffer> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.route(`${bench}**`, async (route) => {
      const { pathname } = new URL(route.request().url())
      if (pathname === '/')
        return route.fulfill({
          contentType: 'text/html',
          body: '<canvas></canvas><script type="module" src="/pdf.min.mjs"></script>',
        })
      const body = await readFile(new URL(pathname.slice(1), library))
      return route.fulfill({ contentType: 'text/javascript', body })
    })
    await page.goto(bench)
    const drawn = await page.evaluate(
      async ({ base64, scale }) => {
        // the module puts itself there, before the page's load event
        const { pdfjsLib: pdfjs } = globalThis as unknown as { pdfjsLib: Reader }
        pdfjs.GlobalWorkerOptions.workerSrc = '/pdf.worker.min.mjs'
        const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
        const whole = await pdfjs.getDocument({ data }).promise
        const sheet = await whole.getPage(1)
        const viewport = sheet.getViewport({ scale })
        const canvas = document.querySelector('canvas')
        if (canvas === null) throw new Error('no canvas')
        canvas.width = viewport.width
        canvas.height = viewport.height
        await sheet.render({ canvas, viewport }).promise
        return canvas.toDataURL('image/png').split(',')[1] ?? ''
      },
      { base64: pdf.toString('base64'), scale: dpi / 72 },
    )
    return Buffer.from(drawn, 'base64')
  } finally {
    await context.close()
  }
}
