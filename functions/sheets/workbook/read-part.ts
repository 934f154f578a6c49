import { Parser } from 'htmlparser2'
import { refuse } from '../../platform/problem.ts'
import type { Sink } from './unfold.ts'

export type Attributes = Readonly<Record<string, string>>

/** What happens in a part, in its order. Names stand without their namespace's prefix. */
export interface PartReader {
  open?: (name: string, attributes: Attributes) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** An attribute by its local name: writers choose the prefix. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  const found = Object.keys(attributes).find((each) => localName(each) === name)
  return found === undefined ? undefined : attributes[found]
}

/** xsd:boolean, in any of its four writings */
export const isTrue = (written: string | undefined): boolean => /^\s*(?:1|true|on)\s*$/iu.test(written ?? '')

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** A text that is kept: of its own, where an engine would otherwise keep the whole piece that it was cut from. */
export const keptText = (text: string): string =>
  text.length < 13 ? text : decoder.decode(encoder.encode(text))

/** Byte order mark, then what the part says of itself, then UTF-8 (XML 1.0, appendix F). */
function decoderFor(start: Uint8Array): TextDecoder {
  const marks: [string, number[]][] = [
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ]
  const marked = marks.find(([, mark]) => mark.every((byte, at) => start[at] === byte))
  const said = /^[^>]*?encoding\s*=\s*["']([\w.-]{1,40})["']/u.exec(
    new TextDecoder('latin1').decode(start.subarray(0, 200)),
  )
  try {
    return new TextDecoder(marked?.[0] ?? said?.[1] ?? 'utf-8')
  } catch {
    return refuse('upload.not_a_table')
  }
}

/**
 * Reads a part of XML while it unfolds. No document types, so nothing in it can stand for something larger.
 * @throws Problem upload.not_a_table where it is no whole XML
 */
export function partSink({ open, text, close }: PartReader): Sink {
  let depth = 0
  let reading: TextDecoder | undefined
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1
        open?.(localName(name), attributes)
      },
      onclosetag: (name) => {
        depth -= 1
        close?.(localName(name))
      },
      ontext: (piece) => text?.(piece),
      onprocessinginstruction: (name) => {
        if (name.startsWith('!')) refuse('upload.not_a_table')
      },
    },
    { xmlMode: true },
  )
  return (chunk, final) => {
    reading ??= decoderFor(chunk)
    parser.write(reading.decode(chunk, { stream: !final }))
    if (!final) return
    if (depth !== 0) refuse('upload.not_a_table')
    parser.end()
  }
}
