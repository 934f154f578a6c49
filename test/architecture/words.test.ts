// Every sentence a person reads stands in functions/words/, keyed, and nothing stands there that nobody reads. That no
// key is missing is held by types, where a map of words is used (#model/wording.ts).
import { describe, expect, it } from 'vitest'
import { sentencesOf } from './sentences.ts'
import { code, filesIn, importsOf } from './source.ts'
import { keysOf, usesIn } from './word-keys.ts'

const files = [...code, ...filesIn('site/src').filter((file) => /\.(ts|tsx|astro)$/.test(file))]
const isWords = (file: string) => file.startsWith('functions/words/')
const words = files.filter(isWords)

describe('a sentence', () => {
  it('stands in the words, and nowhere else', () => {
    expect(files.filter((file) => !isWords(file)).flatMap((file) => sentencesOf(file))).toEqual([])
  })

  it.each([
    [`const a = '请登录'`],
    ['const a = `请在 ${day} 之前登录`'],
    [`const a = <p>请登录</p>`],
    [`refuse('session.missing', { detail: '请登录' })`],
    [`if (written === '') warn('没有填写')`],
    [`const a = { 姓名: '请填写' }`],
    [`const summary = says('请登录')`],
  ])('is found in %s', (source) => {
    expect(sentencesOf('functions/records/example.tsx', source)).toHaveLength(1)
  })

  it.each([
    [`// 请登录`],
    [`/** 请登录 */ const a = 1`],
    [`if (type === '无需转递') act()`],
    [`const a = ['是', '有'].includes(written)`],
    [`const a = /人才|就业/u`],
    [`switch (type) { case '转回生源地': act() }`],
    [`const table = codeTable([['ems', '邮政EMS']])`],
    [`const columns: readonly Column[] = [{ title: '考号' }]`],
    [`const columns: Record<Part, Column> = { name: { title: '考号' } }`],
    [`const a = row['考号']`],
    [`type Answer = '已收到'`],
  ])('is not what is recognised or an official name, as in %s', (source) => {
    expect(sentencesOf('functions/intake/example.ts', source)).toEqual([])
  })

  it('may describe an interface where it is described, and only there', () => {
    const source = `answers('一次上传的结果', uploadView, ['学校上传'])`
    expect(sentencesOf('functions/intake/routes.ts', source)).toEqual([])
    expect(sentencesOf('functions/intake/check-upload.ts', source)).toHaveLength(2)
  })
})

it('is made where it is stored, answered or shown: no decision imports words', () => {
  const decisions = code.filter((file) => /\/decide-[^/]*\.ts$/.test(file))
  expect(decisions.length).toBeGreaterThan(0)
  expect(decisions.filter((file) => importsOf(file).some(isWords))).toEqual([])
})

describe('the words', () => {
  it('are all used', () => {
    const used = new Map<string, string[]>()
    for (const { file, path } of files.flatMap((each) => usesIn(each, isWords)))
      used.set(file, [...(used.get(file) ?? []), path])
    const covers = (path: string, key: string) =>
      key === path || key.startsWith(`${path}.`) || path.startsWith(`${key}.`)
    const unused = words.flatMap((file) =>
      keysOf(file)
        .filter((key) => !(used.get(file) ?? []).some((path) => covers(path, key)))
        .map((key) => `${file} ${key}`),
    )
    expect(unused).toEqual([])
  })

  it('have no file that nobody imports', () => {
    const read = new Set(files.filter((file) => !isWords(file)).flatMap(importsOf))
    for (const file of read) if (isWords(file)) for (const target of importsOf(file)) read.add(target)
    expect(words.filter((file) => !read.has(file))).toEqual([])
  })
})
