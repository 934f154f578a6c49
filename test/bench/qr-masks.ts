// Run by hand: `node test/bench/qr-masks.ts [codes a level]`. Prints how many damaged pictures of reports' QRs are read
// with each mask, and with the one that the library's search thinks best for each code; every mask meets the same codes
// under the same damage.
import QRCode from 'qrcode-svg'
import { qrDrawer } from '#model/proof/qr-drawing.ts'
import type { Modules } from '#model/proof/qr-path.ts'
import { quick, thorough } from '../../site/src/journeys/scan/reader-options.ts'
import { readVariants } from '../../site/src/journeys/scan/variants.ts'
import { kinds } from '../support/damaged-qr-kinds.ts'
import { photograph } from '../support/photographed-qr.ts'
import { reportAddress } from '../support/report-address.ts'
import { startReader } from '../support/zxing-reader.ts'

const read = await startReader()
const draw = qrDrawer(QRCode)
const codes = Number(process.argv[2] ?? '6')
const hosts = ['quxiang.cn', 'quxiang.moe.example.edu.cn.org', `${'h'.repeat(60)}.edu.cn`]

const ways: Record<string, (text: string) => Modules> = {
  best: (text) => new QRCode({ content: text, ecl: 'M' }).qrcode.modules,
}
for (const mask of [0, 1, 2, 3, 4, 5, 6, 7]) ways[mask] = (text) => draw(text, mask)
const counts = Object.fromEntries(Object.keys(ways).map((way) => [way, { frame: 0, picture: 0 }]))
let pictures = 0
for (const { how } of Object.values(kinds))
  for (const circumstances of how)
    for (let seed = 1; seed <= codes; seed += 1) {
      const address = await reportAddress(hosts[seed % hosts.length] ?? '')
      pictures += 1
      for (const [way, modulesOf] of Object.entries(ways)) {
        const picture = photograph(modulesOf(address), circumstances, seed)
        const count = counts[way]
        if (count === undefined) continue
        count.frame += Number((await read(picture, quick)).includes(address))
        const chosen = await readVariants(picture, (pixels) => read(pixels, thorough))
        count.picture += Number(chosen.includes(address))
      }
    }

const rate = (count: number) => `${((100 * count) / pictures).toFixed(1)} %`
console.log(`${pictures} pictures a mask\n\n| mask | frame | picture |\n|---|---|---|`)
for (const [way, { frame, picture }] of Object.entries(counts))
  console.log(`| ${way} | ${rate(frame)} | ${rate(picture)} |`)
