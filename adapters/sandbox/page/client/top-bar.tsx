import { useEffect, useState } from 'react'
import type { PageLanguage } from '../../protocol.ts'
import { page } from './api.ts'
import { usePage } from './context.ts'
import { CheckIcon, ClockIcon, LogIcon, MoonIcon, ResetIcon, SunIcon, SystemIcon } from './icons.tsx'
import { Popover } from './popover.tsx'
import type { Theme } from './preferences.ts'

const themes = [
  { theme: 'light', Icon: SunIcon },
  { theme: 'dark', Icon: MoonIcon },
  { theme: 'system', Icon: SystemIcon },
] as const

export function TopBar(props: {
  theme: Theme
  setTheme: (theme: Theme) => void
  setLanguage: (language: PageLanguage) => void
  openLog: () => void
}) {
  const { texts, language, snapshot } = usePage()
  const next = themes[(themes.findIndex((one) => one.theme === props.theme) + 1) % themes.length] ?? themes[0]
  const current = themes.find((one) => one.theme === props.theme) ?? themes[2]
  return (
    <header className="top-bar">
      <h1 className="brand">
        <span className="brand-mark" aria-hidden="true">
          <CheckIcon />
        </span>
        {texts.title} <span className="brand-sub">{texts.subtitle}</span>
      </h1>
      <MovableTime />
      <div className="top-actions">
        <button type="button" className="quiet" onClick={props.openLog} aria-label={texts.log}>
          <LogIcon />
          <span className="wide-only">{texts.log}</span>
          {snapshot.errors > 0 && (
            <span className="badge danger" title={texts.logErrors(snapshot.errors)}>
              <span aria-hidden="true">{snapshot.errors}</span>
              <span className="unseen">{texts.logErrors(snapshot.errors)}</span>
            </span>
          )}
        </button>
        <fieldset className="segments">
          <legend className="unseen">{texts.language}</legend>
          {(['en', 'de'] as const).map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={language === one}
              lang={one}
              aria-label={one === 'en' ? 'English' : 'Deutsch'}
              onClick={() => props.setLanguage(one)}
            >
              {one.toUpperCase()}
            </button>
          ))}
        </fieldset>
        <button
          type="button"
          className="quiet icon"
          onClick={() => props.setTheme(next.theme)}
          aria-label={`${texts.theme.label}: ${texts.theme[props.theme]}`}
          title={`${texts.theme.label}: ${texts.theme[props.theme]}`}
        >
          <current.Icon />
        </button>
        <ResetButton />
      </div>
    </header>
  )
}

function ResetButton() {
  const { texts } = usePage()
  return (
    <Popover icon={<ResetIcon />} label={texts.reset} buttonClass="quiet icon" place="end">
      {(close) => (
        <>
          <span className="popover-question">{texts.resetQuestion}</span>
          <span className="row end">
            <button type="button" className="quiet" onClick={close}>
              {texts.cancel}
            </button>
            <button type="button" className="solid danger" onClick={() => page.reset().then(close)}>
              {texts.reset}
            </button>
          </span>
        </>
      )}
    </Popover>
  )
}

/** The sandbox's clock in the organisation's time zone, and the buttons that move it. */
function MovableTime() {
  const { texts, language, snapshot, now, target } = usePage()
  const [, tick] = useState(0)
  const [said, setSaid] = useState('')
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1_000)
    return () => clearInterval(timer)
  }, [])
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
      timeZone: snapshot.timezone,
      ...options,
    }).format(now())
  const move = async (to: 'hour' | 'working_day' | 'deadline') => {
    const outcome: { outcome: string } = await page.moveClock(to)
    setSaid(outcome.outcome === 'nothing' ? texts.clock.nothing : '')
  }
  return (
    <section className={target?.type === 'clock' ? 'clock pointed' : 'clock'} aria-label={texts.clock.label}>
      <p className="clock-face" title={snapshot.timezone}>
        <ClockIcon />
        <span className="clock-date">{show({ weekday: 'short', day: 'numeric', month: 'short' })}</span>
        <time className="clock-time">{show({ hour: '2-digit', minute: '2-digit', second: '2-digit' })}</time>
      </p>
      <div className="clock-moves">
        {(
          [
            ['hour', texts.clock.hour, texts.clock.hourShort],
            ['working_day', texts.clock.workingDay, texts.clock.workingDayShort],
            ['deadline', texts.clock.deadline, texts.clock.deadlineShort],
          ] as const
        ).map(([to, label, short]) => (
          <button key={to} type="button" className="chip" aria-label={label} onClick={() => move(to)}>
            <span className="long">{label}</span>
            <span className="short">{short}</span>
          </button>
        ))}
      </div>
      <span className="clock-said" role="status">
        {said}
      </span>
    </section>
  )
}
