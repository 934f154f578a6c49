// Run by hand: `node test/bench/qr-read-rates.ts [pictures a level]`. Prints how many of the damaged pictures of a
// report's QR the site's own WebAssembly reader reads, for one frame of a camera and for a chosen picture.
import { qrModules } from '../../functions/proof/qr.ts'
import { quick, thorough } from '../../site/src/journeys/scan/reader-options.ts'
import { readVariants } from '../../site/src/journeys/scan/variants.ts'
import { kinds } from '../support/damaged-qr-kinds.ts'
import { photograph } from '../support/photographed-qr.ts'
import { reportAddress } from '../support/report-address.ts'
import { startReader } from '../support/zxing-reader.ts'

const read = await startReader()
const address = await reportAddress('quxiang.moe.example.edu.cn.org')
const modules = qrModules(address)
const pictures = Number(process.argv[2] ?? '20')
let wrong = 0

console.log(`QR of ${modules.length} modules, ${pictures} pictures a level\n`)
console.log('| kind | level | frame | picture | ms a picture |\n|---|---|---|---|---|')
for (const [kind, { levels, how }] of Object.entries(kinds))
  for (const [at, level] of levels.entries()) {
    const count = { frame: 0, picture: 0 }
    let spent = 0
    for (let seed = 1; seed <= pictures; seed += 1) {
      const picture = photograph(modules, how[at] ?? {}, seed)
      const frame = await read(picture, quick)
      const began = performance.now()
      const chosen = await readVariants(picture, (pixels) => read(pixels, thorough))
      spent += performance.now() - began
      wrong += [...frame, ...chosen].filter((text) => text !== address).length
      count.frame += Number(frame.includes(address))
      count.picture += Number(chosen.includes(address))
    }
    const rate = (read_: number) => `${Math.round((100 * read_) / pictures)} %`
    console.log(
      `| ${kind} | ${level} | ${rate(count.frame)} | ${rate(count.picture)} | ${(spent / pictures).toFixed(0)} |`,
    )
  }
console.log(`\nreadings that were something else: ${wrong}`)
