/** Owns what of a visit's inner elements the page can style: `care-visit::part(ticket)` reaches through them all. */

/** Each stands in the comment of `CareVisit`. */
export const PATIENT_PARTS =
  'options,level,department,queue,ticket,place,called,action,frame,self,remote,controls,control,microphone,camera,leave,history,prescription,dose,plan,qr,rating';

/** Hands the parts of an element, and of those that stand in it, on to whoever it stands in. */
export function handOnParts(host: Element): void {
  for (const element of [host, ...host.shadowRoot!.querySelectorAll('*')])
    if (element.localName.startsWith('care-') && element.localName !== 'care-visit')
      element.setAttribute('exportparts', PATIENT_PARTS);
}
