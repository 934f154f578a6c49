import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactParts } from '#model/contact-text.ts'

const linked = (text: string) =>
  contactParts(text).flatMap((part) => (part.href === undefined ? [] : [[part.text, part.href]]))

describe('a text of contacts', () => {
  it.each([
    // landlines
    ['010-62751274', 'tel:+861062751274'],
    ['01062751274', 'tel:+861062751274'],
    ['010 6275 1274', 'tel:+861062751274'],
    ['010-6275-1274', 'tel:+861062751274'],
    ['(010)62751274', 'tel:+861062751274'],
    ['（010）62751274', 'tel:+861062751274'],
    ['010－62751274', 'tel:+861062751274'],
    ['0755-26001234', 'tel:+8675526001234'],
    ['0898 6627 9000', 'tel:+8689866279000'],
    ['0471-4991234', 'tel:+864714991234'],
    ['+86-10-62751274', 'tel:+861062751274'],
    ['+86 (0)10 62751274', 'tel:+861062751274'],
    ['86 755 2600 1234', 'tel:+8675526001234'],
    // extensions
    ['010-62751274-8001', 'tel:+861062751274,8001'],
    ['010-62751274转8001', 'tel:+861062751274,8001'],
    ['010-62751274 转 8001', 'tel:+861062751274,8001'],
    ['010-62751274分机8001', 'tel:+861062751274,8001'],
    ['010-62751274 ext.8001', 'tel:+861062751274,8001'],
    ['400-810-1234转2', 'tel:4008101234,2'],
    // mobiles
    ['13900001111', 'tel:+8613900001111'],
    ['139 0000 1111', 'tel:+8613900001111'],
    ['139-0000-1111', 'tel:+8613900001111'],
    ['+86 139 0000 1111', 'tel:+8613900001111'],
    ['+8613900001111', 'tel:+8613900001111'],
    ['0086-13900001111', 'tel:+8613900001111'],
    // service numbers, and abroad
    ['400-810-1234', 'tel:4008101234'],
    ['4008101234', 'tel:4008101234'],
    ['800 8100 123', 'tel:8008100123'],
    ['12333', 'tel:12333'],
    ['+852 2609 6000', 'tel:+85226096000'],
    ['+44 20 7946 0958', 'tel:+442079460958'],
    // addresses
    ['job@pku.edu.cn', 'mailto:job@pku.edu.cn'],
    ['Career.Center_1@mail.a-b.example.com', 'mailto:Career.Center_1@mail.a-b.example.com'],
    ['a+b@example.com', 'mailto:a%2Bb@example.com'],
    ["o'neil%1@example.com", "mailto:o'neil%251@example.com"],
    ['010-62751274@qq.com', 'mailto:010-62751274@qq.com'],
  ])('reads %s whole', (text, href) => {
    expect(contactParts(text)).toEqual([{ text, href }])
  })

  it.each<[string, [string, string][]]>([
    [
      '010-62751274、010-62751275',
      [
        ['010-62751274', 'tel:+861062751274'],
        ['010-62751275', 'tel:+861062751275'],
      ],
    ],
    [
      '010-62751274/62751275、62751276转8',
      [
        ['010-62751274', 'tel:+861062751274'],
        ['62751275', 'tel:+861062751275'],
        ['62751276转8', 'tel:+861062751276,8'],
      ],
    ],
    [
      '0755-26001234 或 13900001111',
      [
        ['0755-26001234', 'tel:+8675526001234'],
        ['13900001111', 'tel:+8613900001111'],
      ],
    ],
    [
      '010-62751274 / job@pku.edu.cn',
      [
        ['010-62751274', 'tel:+861062751274'],
        ['job@pku.edu.cn', 'mailto:job@pku.edu.cn'],
      ],
    ],
    [
      '请联系北京大学就业中心（电话010-62751274转8001，邮箱job@pku.edu.cn）。',
      [
        ['010-62751274转8001', 'tel:+861062751274,8001'],
        ['job@pku.edu.cn', 'mailto:job@pku.edu.cn'],
      ],
    ],
    [
      'Tel: 010-62751274; E-mail:a@b.cn.',
      [
        ['010-62751274', 'tel:+861062751274'],
        ['a@b.cn', 'mailto:a@b.cn'],
      ],
    ],
    // a mobile has no area code to share, and a word between ends the sharing
    ['13900001111/62751275', [['13900001111', 'tel:+8613900001111']]],
    ['010-62751274，工作时间20230422', [['010-62751274', 'tel:+861062751274']]],
  ])('finds each in %s', (text, found) => {
    expect(linked(text)).toEqual(found)
  })

  it.each([
    '',
    '就业指导中心',
    '2026-12-31 23:59:59',
    '2026/12/31',
    '110108200001011234',
    '22110108170001',
    '2310001EQ86V47B',
    'Z2310001EQ86V47B',
    '100195',
    '10001',
    '1390000111',
    '139000011112',
    '010-627512',
    '010-627512745',
    'x01062751274',
    '62751274',
    // no area code of the country's
    '0000-62751274',
    // the second has no first
    '、62751275',
    'https://career.example.cn/010-62751274?to=a@b.cn',
    'kefu#chsi.com.cn',
    'a@b',
    '@example.com',
    'javascript:alert(1)',
  ])('finds nothing to call in %j', (text) => {
    expect(linked(text)).toEqual([])
  })

  it('loses and adds no character, and links only by what it shows', () => {
    const piece = fc.constantFrom(
      '010-62751274',
      '62751275',
      '转8001',
      '、',
      '/',
      ' ',
      '，',
      '13900001111',
      'a@b.cn',
      '请联系',
      '(',
      '）',
      '+86',
      '2026-12-31',
      '"><script>',
      '𠮷',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece).map((all) => all.join('')),
          fc.string(),
        ),
        (text) => {
          const parts = contactParts(text)
          expect(parts.map((part) => part.text).join('')).toBe(text)
          for (const { text: shown, href = '' } of parts) {
            expect(shown).not.toBe('')
            expect(href).toMatch(/^$|^tel:\+?\d{5,}(,\d{1,6})?$|^mailto:[\w.%'-]+@[\w.-]+$/)
            if (href.startsWith('tel:'))
              expect(href.replaceAll(/\D/g, '').slice(-5)).toBe(shown.replaceAll(/\D/g, '').slice(-5))
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})
