import { showInstant } from '../../../../functions/authorizations/caps.rules.ts'
import { lookups } from '../../copy/zh-CN/lookups.ts'
import { api, type Lookups } from '../api.ts'
import { mount } from '../mount.tsx'
import { State } from '../screens.tsx'
import { Pages } from './pages.tsx'

const Lookup = ({ of }: { of: Lookups['lookups'][number] }) => (
  <li class="card lookup">
    <div class="card-head">
      <time class="num" dateTime={of.at}>
        {showInstant(Date.parse(of.at))}
      </time>
      <State as={lookups.verdicts[of.verdict]} />
    </div>
    <p>
      {of.codeKind === 'transfer' ? lookups.transfer : lookups.kinds[of.kind]} · {lookups.via[of.via]}
    </p>
    <p class="note">
      {of.department ?? lookups.anonymous} · {lookups.receipt} <span class="num">{of.receipt}</span>
    </p>
  </li>
)

const read = async (before: number | null) => {
  const { lookups: items, next } = await api.lookups(before)
  return { items, next }
}

mount(
  <Pages read={read} words={lookups} back="/graduate/authorize/">
    {(items) => (
      <ol class="plain stack">
        {items.map((each) => (
          <Lookup key={each.receipt} of={each} />
        ))}
      </ol>
    )}
  </Pages>,
)
