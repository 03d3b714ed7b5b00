/**
 * How Teams draws Adaptive Cards, as data for Microsoft's renderer. Sizes and the colours of the light and the dark theme
 * are facts from Microsoft's samples (`samples/HostConfig/microsoft-teams-{light,dark}.json` of
 * https://github.com/microsoft/AdaptiveCards, MIT). There is none for high contrast: its colours here are black, white
 * and the yellow and green of Teams' own contrast theme.
 */
export const teamsThemes = ['light', 'dark', 'contrast'] as const
export type TeamsTheme = (typeof teamsThemes)[number]

interface Palette {
  readonly text: string
  readonly subtle: string
  readonly accent: string
  readonly attention: string
  readonly good: string
  readonly warning: string
}
interface Ground {
  readonly background: string
  readonly border: string
  readonly palette: Palette
}
interface Theme {
  readonly line: string
  readonly grounds: Readonly<
    Record<'default' | 'emphasis' | 'accent' | 'good' | 'attention' | 'warning', Ground>
  >
}

const onWhite: Palette = {
  text: '#ff252424',
  subtle: '#bf252424',
  accent: '#ff6264a7',
  attention: '#ffc4314b',
  good: '#ff92c353',
  warning: '#fff8d22a',
}
const onBlack: Palette = {
  text: '#ffffffff',
  subtle: '#bfffffff',
  accent: '#ffa6a7dc',
  attention: '#ffd74654',
  good: '#ff92c353',
  warning: '#fff8d22a',
}
/** The coloured grounds of the dark theme are as light as those of the light one. */
const onColour: Palette = { ...onBlack, text: '#ff201f1f', subtle: '#ff2d2c2c' }
const inContrast: Palette = {
  text: '#ffffffff',
  subtle: '#ffffffff',
  accent: '#ffffff01',
  attention: '#ffffff01',
  good: '#ff3ff23f',
  warning: '#ffffff01',
}

const coloured = (palette: Palette) => ({
  accent: { background: '#C7DEF9', border: '#62A8F7', palette },
  good: { background: '#CCFFCC', border: '#69E569', palette },
  attention: { background: '#FFC5B2', border: '#FF764C', palette },
  warning: { background: '#FFE2B2', border: '#FFBC51', palette },
})
const black: Ground = { background: '#000000', border: '#FFFFFF', palette: inContrast }

const themes: Readonly<Record<TeamsTheme, Theme>> = {
  light: {
    line: '#EEEEEE',
    grounds: {
      default: { background: '#FFFFFF', border: '#CCCCCC', palette: onWhite },
      emphasis: { background: '#fff9f8f7', border: '#666666', palette: onWhite },
      ...coloured(onWhite),
    },
  },
  dark: {
    line: '#EEEEEE',
    grounds: {
      default: { background: '#ff2d2c2c', border: '#CCCCCC', palette: onBlack },
      emphasis: { background: '#ff292828', border: '#666666', palette: onBlack },
      ...coloured(onColour),
    },
  },
  contrast: {
    line: '#FFFFFF',
    grounds: {
      default: black,
      emphasis: black,
      accent: black,
      good: black,
      attention: black,
      warning: black,
    },
  },
}

const foreground = (palette: Palette) => {
  const same = (colour: string) => ({ default: colour, subtle: colour })
  return {
    default: { default: palette.text, subtle: palette.subtle },
    dark: { default: '#ff252424', subtle: '#bf252424' },
    light: { default: '#ffffffff', subtle: '#fff3f2f1' },
    accent: same(palette.accent),
    attention: same(palette.attention),
    good: same(palette.good),
    warning: same(palette.warning),
  }
}

const font = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 200, default: 400, bolder: 600 },
})

/** For `new HostConfig(…)` of the package `adaptivecards`. */
export function teamsHostConfig(theme: TeamsTheme): object {
  const { line, grounds } = themes[theme]
  const styles = Object.entries(grounds).map(([name, { background, border, palette }]) => [
    name,
    { backgroundColor: background, borderColor: border, foregroundColors: foreground(palette) },
  ])
  return {
    choiceSetInputValueSeparator: ',',
    supportsInteractivity: true,
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    fontTypes: {
      default: font("'Segoe UI', Tahoma, Geneva, Verdana, sans-serif"),
      monospace: font("'Courier New', Courier, monospace"),
    },
    textStyles: {
      heading: { fontType: 'default', size: 'large', weight: 'bolder', color: 'default', isSubtle: false },
    },
    textBlock: { headingLevel: 2 },
    containerStyles: Object.fromEntries(styles),
    actions: {
      maxActions: 6,
      spacing: 'Default',
      buttonSpacing: 8,
      showCard: { actionMode: 'Inline', inlineTopMargin: 16, style: 'emphasis' },
      preExpandSingleShowCardAction: false,
      actionsOrientation: 'Horizontal',
      actionAlignment: 'Left',
    },
    adaptiveCard: { allowCustomStyle: false },
    imageSet: { imageSize: 'Medium', maxImageHeight: 100 },
    factSet: {
      title: { size: 'Default', color: 'Default', isSubtle: false, weight: 'Bolder', wrap: true },
      value: { size: 'Default', color: 'Default', isSubtle: false, weight: 'Default', wrap: true },
      spacing: 16,
    },
  }
}
