/** The cards, each a pure function of a request's state, a reader and the names in it. */
export { assentNotice, soundsLikeAssent } from './assent.ts'
export { homeView } from './home.ts'
export { homeControls, homeWish, isNarrowed } from './home-controls.ts'
export {
  everything,
  type HomeLook,
  type HomeRoom,
  type HomeSectionId,
  homeSections,
  type Narrowing,
  narrowedBy,
  narrowings,
  pageEnd,
  pageOf,
  turnedTo,
} from './home-look.ts'
export { mediationCard, ownMediationCard } from './mediation-card.ts'
export { type ChatName, chatNames, movedCard } from './moved-card.ts'
export { noticeCard } from './notice-card.ts'
export { type NoticeKind, notices } from './notice-kinds.ts'
export { type PlanTold, planTold } from './plan.ts'
export { type Chosen, chosenText } from './preferences.ts'
export { requestCard } from './request-card.ts'
export { doneText, helpText, refusalText } from './texts.ts'
