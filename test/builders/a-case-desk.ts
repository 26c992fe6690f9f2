import { v7 as uuidv7 } from 'uuid';
import type { CaseForm, CaseRecord } from '../../shared/cases.ts';
import type { ComplaintForm } from '../../shared/complaints.ts';
import { aComplaintDesk } from './a-complaint-desk.ts';
import { aPhotograph } from './a-scan.ts';

export const day = 24 * 60 * 60_000;
type Who = 'clerk' | 'other' | 'archivist' | 'manager';

/** What a case is moved with, having seen the text it has. */
export const at = ({ id, version }: Pick<CaseRecord, 'id' | 'version'>) => ({ commandId: uuidv7(), caseId: id, version });

/** The complaint desk with its case library. */
export async function aCaseDesk() {
  const desk = await aComplaintDesk();
  const caseForm: CaseForm = {
    title: '计划停电没有通知到户', classId: desk.classId, channel: 'phone', problem: '计划停电前没有在小区张贴公告。', cause: '公告没有录入系统', responsibleUnit: '运检班', remedy: '致歉',
    lesson: '停电前核对公告是否到户', avoidance: '开工许可前核对公告', keywords: ['停电'], photoIds: [],
  };
  return {
    ...desk, caseForm,
    /** The draft made of a closed complaint. */
    async aDraft(by: Who = 'clerk') {
      return desk[by].cases.fromComplaint({ commandId: uuidv7(), complaintId: (await desk.closed()).id });
    },
    save: (draft: CaseRecord, form: Partial<CaseForm>, by: Who = 'clerk') => desk[by].cases.save({ ...at(draft), form: { ...draft.form, ...form } }),
    /** Written and handed in by the clerk. */
    async inReview() {
      return desk.clerk.cases.submit(at(await this.save(await this.aDraft(), { avoidance: '出账前由复核员核对' })));
    },
    async published() {
      return desk.manager.cases.publish({ ...at(await this.inReview()), words: '', namesNobody: false });
    },
    /** A photo of a complaint that is closed now; its title names the complainant. */
    async aPhotoOf(given: Partial<ComplaintForm>) {
      const content = new File([new Uint8Array(await aPhotograph())], '1.jpg', { type: 'image/jpeg' });
      const { id: photoId } = await desk.clerk.client.addPhoto({ photoId: uuidv7(), title: '王秀英家电表', kind: 'photo', content });
      return { photoId, complaintId: (await desk.closed({ ...given, photoIds: [photoId] })).id };
    },
    /** Closed after a dissatisfied call-back and a second answer. */
    async closedAfterRedo() {
      const { clerk, other, manager } = desk;
      const answered = await other.client.answer({ ...desk.at(await desk.inHand()), templateId: 'answer', text: '已核对。', how: 'phone' });
      const redo = await clerk.client.callBack({ ...desk.at(answered), outcome: 'dissatisfied', words: '' });
      const again = await other.client.answer({ ...desk.at(redo), templateId: 'afterRedo', text: '已再次核对。', how: 'phone' });
      const satisfied = await clerk.client.callBack({ ...desk.at(again), outcome: 'verySatisfied', words: '' });
      return manager.client.close({ ...desk.at(satisfied), isJustified: true, cause: '复核不到位', responsibleUnit: '抄表班', remedy: '退费', lesson: '出账前核对', noLessonBecause: '' });
    },
  };
}
