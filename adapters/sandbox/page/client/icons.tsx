import type { ReactElement } from 'react'

const draw = (path: ReactElement) => () => (
  <svg
    aria-hidden="true"
    width="18"
    height="18"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.9"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    {path}
  </svg>
)

export const BoltIcon = draw(<path d="M13 3 5 14h6l-1 7 8-11h-6z" />)
export const SendIcon = draw(<path d="m4 12 16-8-5 16-3-7z" />)
export const CloseIcon = draw(<path d="M6 6l12 12M18 6 6 18" />)
export const BackIcon = draw(<path d="M15 5l-7 7 7 7" />)
export const WarnIcon = draw(
  <>
    <path d="M12 4 2.8 20h18.4z" />
    <path d="M12 10v4.5M12 17.4v.1" />
  </>,
)
export const LogIcon = draw(
  <>
    <path d="m7 8-4 4 4 4M17 8l4 4-4 4" />
    <path d="m14 5-4 14" />
  </>,
)
export const ResetIcon = draw(
  <>
    <path d="M4 12a8 8 0 1 0 2.6-5.9" />
    <path d="M4 4v5h5" />
  </>,
)
export const SunIcon = draw(
  <>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4" />
  </>,
)
export const MoonIcon = draw(<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z" />)
export const SystemIcon = draw(
  <>
    <rect x="3" y="4.5" width="18" height="12" rx="2" />
    <path d="M9 20h6M12 16.5V20" />
  </>,
)
export const ClockIcon = draw(
  <>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7v5.2l3.3 2" />
  </>,
)
export const HomeIcon = draw(<path d="M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4z" />)
export const HashIcon = draw(<path d="M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h15.5M4 15h15.5" />)
export const LockIcon = draw(
  <>
    <rect x="5" y="11" width="14" height="9" rx="2" />
    <path d="M8.5 11V8a3.5 3.5 0 0 1 7 0v3" />
  </>,
)
export const PeopleIcon = draw(
  <>
    <circle cx="9" cy="9" r="3.5" />
    <path d="M2.8 19.5c.6-3.4 3-5.2 6.2-5.2s5.6 1.8 6.2 5.2M16 5.8a3.5 3.5 0 0 1 0 6.4M18 14.8c1.8.7 2.9 2.3 3.2 4.7" />
  </>,
)
export const CheckIcon = draw(<path d="m5 12.5 4.7 4.7L19.5 7" />)
export const PaperclipIcon = draw(
  <path d="m19 11.5-7.3 7.3a4.6 4.6 0 0 1-6.5-6.5l7.7-7.7a3 3 0 0 1 4.3 4.3l-7.4 7.4a1.5 1.5 0 0 1-2.1-2.1l6.6-6.6" />,
)
export const MoreIcon = draw(<path d="M5.5 12v.01M12 12v.01M18.5 12v.01" strokeWidth="3" />)
export const PlayIcon = draw(<path d="M8 5.5v13l10.5-6.5z" fill="currentColor" />)
export const EyeIcon = draw(
  <>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="2.8" />
  </>,
)
export const SwapIcon = draw(<path d="M7 4 3.5 7.5 7 11M3.5 7.5H20M17 13l3.5 3.5L17 20M20.5 16.5H4" />)
