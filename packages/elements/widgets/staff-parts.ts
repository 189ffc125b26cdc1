/** Owns what of the desks' inner elements a page can style: `care-desk::part(call-next)` reaches through them all. */
import { handOn } from '../controls/hand-on.ts';
import { PATIENT_PARTS } from '../controls/patient-parts.ts';

/** Each stands in the comment of a desk that shows it. The call is the patient's. */
const STAFF_PARTS = [
  PATIENT_PARTS,
  'entry,call-next,call-back,alarms,taken,problem,saved,sign-in,allergies,video,story,miss,facts,summary,known',
  'note,finish,sign,checked,blocked,new,state,revise,discard,formulary,formulary-refused,herb-sheet,herb,sum,sheet,directions',
  'item,unchecked,finding,review,results,sign-now,shelf,line,template,past,all,gone,keep,save-template,export',
  'after,held,valid,extend,extended,extending,ask-back,asking-back,sure,request,send,allow',
  'revisit,evidence,take,confirm,refer,referred,save,handover,came,earlier,timeline,event,unsigned',
  'meetings,meeting,start,end,seat,talk,message,how,face,key,add,seal,statistics',
  'receipt,way,void-request',
].join();

export const handOnStaffParts = (desk: Element): void => handOn(desk, STAFF_PARTS);
