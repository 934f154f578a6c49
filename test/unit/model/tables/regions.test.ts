import { expect, it } from 'vitest'
import { fullName, readRegion, saysRegion } from '#model/tables/region-names.ts'
import formerRows from '#model/tables/former-regions.json' with { type: 'json' }
import { regions } from '#model/tables/regions.ts'

it.each([
  ['110108', '北京市海淀区'],
  ['440307', '广东省深圳市龙岗区'],
  ['310115', '上海市浦东新区'],
  ['500101', '重庆市万州区'],
  ['500229', '重庆市城口县'],
  ['650102', '新疆维吾尔自治区乌鲁木齐市天山区'],
  ['659001', '新疆维吾尔自治区石河子市'],
  ['429004', '湖北省仙桃市'],
  ['469001', '海南省五指山市'],
  ['441900', '广东省东莞市'],
  ['110000', '北京市'],
  ['440000', '广东省'],
  ['440300', '广东省深圳市'],
  ['810000', '香港特别行政区'],
  ['110103', '北京市崇文区'],
  ['500234', '重庆市开县'],
  ['500157', '重庆市两江新区'],
  ['540422', '西藏自治区林芝市米林县'],
  ['540530', '西藏自治区山南市错那县'],
  ['451023', '广西壮族自治区百色市平果县'],
  ['360105', '江西省南昌市湾里区'],
  ['430521', '湖南省邵阳市邵东县'],
  ['622621', '甘肃省陇南地区武都县'],
])('prints %s as %s, and finds the name again', (code, name) => {
  const region = regions.byCode(code)
  expect(region && fullName(region)).toBe(name)
  expect(regions.byName(name)?.code).toBe(code)
})

it.each(['999999', '110199', '419000', '469000', '11010', ''])('knows no region %s', (code) => {
  expect(regions.byCode(code)).toBeUndefined()
})

it.each([
  ['110108', '北京市海淀区', true],
  ['110108', '北京市市辖区海淀区', true],
  ['110108', '北京市北京市海淀区', false],
  ['110108', '北京海淀区', true],
  ['110108', '海淀区', true],
  ['110108', ' 北京市 海淀区 ', true],
  ['500229', '重庆市县城口县', true],
  ['650102', '新疆乌鲁木齐市天山区', true],
  ['429004', '湖北省省直辖县级行政区划仙桃市', true],
  ['440307', '深圳市龙岗区', true],
  ['440307', '广东省深圳市', false],
  ['110101', '广东省深圳市龙岗区', false],
  ['320106', '江苏省徐州市鼓楼区', false],
  ['440307', '龙岗区街道', false],
  ['440000', '广东省', true],
])('%s and %s agree: %s', (code, name, agrees) => {
  const region = regions.byCode(code)
  expect(region !== undefined && saysRegion(name, region)).toBe(agrees)
})

it.each([
  ['420600', '湖北省襄樊市', '湖北省襄阳市'],
  ['420606', '湖北省襄樊市樊城区', '湖北省襄阳市樊城区'],
])('knows %s by what it was called, %s, and calls it what it is called', (code, was, is) => {
  const region = regions.byCode(code)
  expect(region && fullName(region)).toBe(is)
  expect(region && saysRegion(was, region)).toBe(true)
  expect(region && saysRegion(is, region)).toBe(true)
})

it('has no code or name twice, and none that is in force among the former', () => {
  const spans = formerRows.map(([code, name, from, until]) => ({
    code,
    name,
    from: Number(from),
    until: Number(until),
  }))
  expect(new Set(spans.map(({ code, name }) => `${code} ${name}`)).size).toBe(spans.length)
  for (const { code, name, from, until } of spans) {
    expect(from).toBeLessThanOrEqual(until)
    const region = regions.byCode(String(code))
    if (region?.until === undefined) expect(region && fullName(region).endsWith(String(name))).toBe(false)
  }
})

it('keeps the name as recorded', () => {
  expect(readRegion(regions, '110108', '北京市市辖区海淀区')).toMatchObject({ name: '北京市市辖区海淀区' })
  expect(readRegion(regions, '110108', '')).toMatchObject({ name: '北京市海淀区' })
})

it.each([
  ['999999', '广东省深圳市福田区', 'code'],
  ['', '某地', 'name'],
  ['110101', '广东省深圳市龙岗区', 'contradiction'],
])('says what is wrong with %s %s', (code, name, wrong) => {
  expect(readRegion(regions, code, name)).toEqual({ wrong })
})
