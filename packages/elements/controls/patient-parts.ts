/** Owns what of a visit's inner elements the page can style: `care-visit::part(ticket)` reaches through them all. */
import { handOn, handsOn } from './hand-on.ts';

/** Each stands in the comment of a tag that shows it. */
export const PATIENT_PARTS = [
  'options,level,department,departments,no-video,queue,ticket,place,called,action,away,check,connection',
  'frame,self,remote,status,controls,control,microphone,camera,flip,leave,more-button,more,rung,device,volume',
  'ask-hearing,hearing-question,hearing-help,hear,hear-not,open-talk,write,recording,recording-sign,recording-question,ask',
  'screen,closer,whole,share-sign,snapshot-question,agree,refuse,purpose,ask-snapshot,snapshots,guests,door,link',
  'chat,history,mode,newest,author,prescription,steps,paper,herbs,dose,plan,medicine-plan,calendar,qr,dispensing,stands,choose,left',
  'refill,referral,rating,person,read,time,back,smaller,larger,stage,tile',
].join();

/** Hands the parts of an element, and of those that stand in it, on to whoever it stands in. */
export function handOnParts(host: Element): void {
  if (handsOn(host)) return;
  if (host.localName !== 'care-visit') host.setAttribute('exportparts', PATIENT_PARTS);
  handOn(host, PATIENT_PARTS);
}

/** The same for whom an element stands in, where that has no room for it itself. */
export function handOnAround(element: Element): void {
  const { host } = element.getRootNode() as ShadowRoot;
  if (host) handOnParts(host);
}
