// Takes a saved report apart. The file is untrusted: it is parsed into a document of its own, where no script runs and
// nothing is fetched, and only text is taken out of it.
import type { PrintedSheet } from './signed-copy.ts'

export interface ReadCopy {
  printed: PrintedSheet
  qr: { path: string; side: number } | undefined
  /** undefined: saved before reports carried what proves them, or no report */
  carries: { token: string; content: string; seal: string } | undefined
}

const textOf = (node: Element | null | undefined): string => node?.textContent ?? ''

/** undefined: no sheet of ours */
export function readCopy(file: string): ReadCopy | undefined {
  const page = new DOMParser().parseFromString(file, 'text/html')
  const sheet = page.querySelector('main.sheet')
  if (sheet === null || page.querySelectorAll('main').length !== 1) return undefined
  const { token, content, seal } = (sheet as HTMLElement).dataset
  const code = sheet.querySelector('.code')
  const note = /^\d+\. /
  return {
    printed: {
      sandbox: sheet.querySelector('.sample') !== null,
      title: textOf(sheet.querySelector('h1')),
      voided: textOf(sheet.querySelector('.void')),
      codeLabel: textOf(code?.parentElement).split('：')[0]?.trim() ?? '',
      code: textOf(code),
      blocks: [...sheet.querySelectorAll('tbody')].map((body) => ({
        title: textOf(body.querySelector('th.block')),
        fields: [...body.querySelectorAll('th:not(.block)')].map((head) => ({
          label: textOf(head),
          value: textOf(head.nextElementSibling),
        })),
      })),
      notes: [...sheet.querySelectorAll('.notes li')].map((line) => textOf(line).replace(note, '')),
      text: textOf(page.body).replaceAll(/\s/g, ''),
    },
    qr: drawnIn(sheet),
    carries:
      token === undefined || content === undefined || seal === undefined
        ? undefined
        : { token, content, seal },
  }
}

function drawnIn(sheet: Element): ReadCopy['qr'] {
  const drawings = sheet.querySelectorAll('.qr svg')
  const strokes = drawings[0]?.querySelectorAll('path[stroke]')
  const path = strokes?.[0]?.getAttribute('d')
  const side = Number(/^0 0 (\d+) \1$/.exec(drawings[0]?.getAttribute('viewBox') ?? '')?.[1])
  if (drawings.length !== 1 || strokes?.length !== 1 || typeof path !== 'string' || !side) return undefined
  return { path, side }
}
