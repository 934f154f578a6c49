// The rooms of the house and the arrows between them, computed from every import there is, types included. An arrow goes
// from who imports to what is imported; it may only go to a room that stands before.
import { describe, expect, it } from 'vitest'
import { code, filesIn, importsOf } from './source.ts'

/** In the order in which they stand: each imports only what stands before it. */
const order = ['words', 'model', 'db', 'platform', 'access', 'sheets', 'proof', 'print'] as const

const journeys = [
  'records',
  'intake',
  'transfer',
  'authorizations',
  'reports',
  'verification',
  'ledger',
  'departments',
  'exchange',
  'messages',
  'schedule',
] as const

/** A journey imports no journey. What does all the same, and why. */
const allowed: Record<string, string> = {
  'departments → verification': 'a desk asks the same look-up as the public page, under its own budget',
  'exchange → intake': "a province's report is judged and written as a school's file of destinations is",
}

/** Rooms that import each other, as they were found. This list may only shrink. */
const knots: string[][] = []

const room = (file: string): string => {
  const [top = '', folder = '', ...rest] = file.split('/')
  if (top !== 'functions') return top
  return rest.length === 0 ? 'app' : folder
}

const files = [...code, ...filesIn('site/src').filter((file) => /\.(ts|tsx|astro)$/.test(file))]
const arrows = new Map<string, { from: string; to: string; imports: string[] }>()
for (const file of files)
  for (const target of importsOf(file)) {
    const [from, to] = [room(file), room(target)]
    if (from === to) continue
    const key = `${from} → ${to}`
    const arrow = arrows.get(key) ?? { from, to, imports: [] }
    arrow.imports.push(`${file} → ${target}`)
    arrows.set(key, arrow)
  }

/** Strongly connected components of more than one room (Tarjan). */
function circles(): string[][] {
  const out = new Map<string, string[]>()
  for (const { from, to } of arrows.values()) out.set(from, [...(out.get(from) ?? []), to])
  const index = new Map<string, number>()
  const low = new Map<string, number>()
  const stack: string[] = []
  const found: string[][] = []
  const visit = (at: string) => {
    index.set(at, index.size)
    low.set(at, index.get(at) ?? 0)
    stack.push(at)
    for (const next of out.get(at) ?? []) {
      if (!index.has(next)) visit(next)
      if (stack.includes(next)) low.set(at, Math.min(low.get(at) ?? 0, low.get(next) ?? 0))
    }
    if (low.get(at) !== index.get(at)) return
    const component = stack.splice(stack.indexOf(at))
    if (component.length > 1) found.push(component.toSorted())
  }
  for (const at of out.keys()) if (!index.has(at)) visit(at)
  return found.toSorted((one, other) => one.join().localeCompare(other.join()))
}

it('has no circle between rooms', () => {
  expect(circles()).toEqual(knots)
})

it('knows every room', () => {
  const known = new Set<string>([...order, ...journeys, 'app', 'site', 'wrangler.toml'])
  expect([...new Set(files.map(room))].filter((each) => !known.has(each))).toEqual([])
})

describe('an arrow', () => {
  const isJourney = (name: string) => (journeys as readonly string[]).includes(name)
  const place = (name: string) => (order as readonly string[]).indexOf(name)

  it('goes to a room that stands before', () => {
    const wrong = [...arrows.values()]
      .filter(({ from, to }) => {
        if (from === 'site' || from === 'app') return false
        if (isJourney(from)) return !isJourney(to) && place(to) === -1
        return place(to) === -1 || place(to) >= place(from)
      })
      .flatMap(({ imports }) => imports)
    expect(wrong).toEqual([])
  })

  it('goes from one journey to another only where a reason is given, and every reason is used', () => {
    const between = [...arrows.entries()]
      .filter(([, { from, to }]) => isJourney(from) && isJourney(to))
      .map(([key]) => key)
    expect(between.toSorted()).toEqual(Object.keys(allowed).toSorted())
  })

  it('goes from the model to no other room, and from the words to none at all', () => {
    expect([...arrows.values()].filter(({ from }) => from === 'model' || from === 'words')).toEqual([])
  })

  it('brings the site values of the model and the words only', () => {
    // types of other rooms are let through by the linter, which tells types from values
    const others = [...arrows.values()].filter(({ from }) => from === 'site').map(({ to }) => to)
    expect(others.toSorted()).toEqual(['app', 'departments', 'model', 'words', 'wrangler.toml'])
  })
})
