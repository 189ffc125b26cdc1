/** Owns the patient's screens from the triage's result on. */
import { html } from 'lit';
import { CareElement } from '../base/care-element.ts';
import { define } from '../base/define.ts';
export class VisitStage extends CareElement {
  override render() {
    return html`x`;
  }
}
define('care-visit-stage', VisitStage);
