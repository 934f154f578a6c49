import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { screens } from '#words/site/screens.ts'

interface Fault {
  control: HTMLElement
  label: string
  reason: string
}

const textOf = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/^\*/, '').trim()

/** What the page says of this control: it is tied to its label and to its sentence already. */
function faultOf(control: HTMLElement): Fault {
  const labelled =
    document.querySelector(`label[for="${control.id}"]`) ??
    control.closest('fieldset')?.querySelector('legend')
  const described = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== '')
  const said = described
    .map((id) => document.querySelector(`#${CSS.escape(id)}.error`))
    .find((each) => each !== null)
  return { control, label: textOf(labelled), reason: textOf(said) }
}

/** One of several controls of one question stands for all. */
function faultsIn(form: HTMLFormElement | null): Fault[] {
  const controls = [...(form?.querySelectorAll<HTMLInputElement>('[aria-invalid=true]') ?? [])]
  return controls
    .filter(
      (control, at) => control.name === '' || controls.findIndex(({ name }) => name === control.name) === at,
    )
    .map(faultOf)
}

const same = (some: readonly Fault[], others: readonly Fault[]) =>
  some.length === others.length &&
  some.every(({ control, label, reason }, at) => {
    const other = others[at]
    return control === other?.control && label === other.label && reason === other.reason
  })

/** Above a form that was not sent: what is wrong, each a way to its box. It is read first, and goes as it is mended. */
function FaultSummary({ form, asked }: { form: RefObject<HTMLFormElement | null>; asked: number }) {
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const place = useRef<HTMLElement>(null)
  const toFocus = useRef(false)
  useLayoutEffect(() => {
    toFocus.current = asked > 0
  }, [asked])
  // after every drawing of the form: the page is the list
  useLayoutEffect(() => {
    const found = asked === 0 ? [] : faultsIn(form.current)
    if (!same(faults, found)) setFaults(found)
    else if (toFocus.current && found.length > 0) {
      toFocus.current = false
      place.current?.focus()
    }
  })
  const wrong = faults.length > 0
  useEffect(() => {
    if (!wrong) return undefined
    const before = document.title
    document.title = `${screens.faults.mark}${before}`
    return () => {
      document.title = before
    }
  }, [wrong])
  if (!wrong) return null
  return (
    <section class="verdict stop faults" ref={place} tabIndex={-1} aria-label={screens.faults.title}>
      <div>
        <b>{screens.faults.title}</b>
        <ul>
          {faults.map(({ control, label, reason }) => (
            <li>
              <a
                href={`#${control.id}`}
                onClick={(event) => {
                  event.preventDefault()
                  control.focus()
                }}
              >
                {label === '' ? reason : label}
              </a>
              {label !== '' && reason !== '' && `：${reason}`}
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

/** `note` stands first in the form; `show` is called when it was not sent for what is marked in it. */
export function useFaultSummary() {
  const form = useRef<HTMLFormElement>(null)
  const [asked, setAsked] = useState(0)
  return {
    form,
    show: () => setAsked((times) => times + 1),
    note: <FaultSummary form={form} asked={asked} />,
  }
}
