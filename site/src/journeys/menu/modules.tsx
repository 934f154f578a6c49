import { confirmationStates, menu, registrationStates } from '#words/graduate/graduate.ts'
import { authorize } from '#words/graduate/authorize.ts'
import { Entry } from '../../kit/entry.tsx'
import { State } from '../../kit/screens.tsx'
import type { Progress } from '../../kit/send.ts'

/** The pages, each with its state; what is next stands above them already. */
export const Modules = ({ of }: { of: Progress }) => (
  <nav class="stack modules" aria-label={menu.modules}>
    <Entry
      href="/graduate/register/"
      glyph={menu.register.glyph}
      title={menu.register.title}
      says={of.elsewhere === null ? menu.register.says : menu.register.elsewhere(of.elsewhere.name)}
    >
      {of.registration !== null && <State as={registrationStates[of.registration.state]} />}
    </Entry>
    {of.changeable && (
      <Entry
        href="/graduate/register/?kind=archive_change"
        glyph={menu.archiveChange.glyph}
        title={menu.archiveChange.title}
        says={menu.archiveChange.says}
      />
    )}
    <Entry
      href="/graduate/confirm/"
      glyph={menu.confirm.glyph}
      title={menu.confirm.title}
      says={menu.confirm.says}
    >
      {of.confirmation !== 'unregistered' && <State as={confirmationStates[of.confirmation]} />}
    </Entry>
    <Entry
      href="/graduate/authorize/"
      glyph={menu.authorize.glyph}
      title={menu.authorize.title}
      says={
        of.codes.archive.closed === null ? menu.authorize.says : authorize.closed[of.codes.archive.closed]
      }
    />
    <Entry
      href="/graduate/lookups/"
      glyph={menu.lookups.glyph}
      title={menu.lookups.title}
      says={menu.lookups.says}
    />
  </nav>
)
