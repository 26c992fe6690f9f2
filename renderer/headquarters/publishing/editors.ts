import type { ComponentType } from 'react';
import type { PreparedKind, Publishable } from '../../../shared/console-publishing.ts';
import { CalendarEditor } from './calendar-editor.tsx';
import { ClassesEditor } from './classes-editor.tsx';
import { DeadlinesEditor } from './deadlines-editor.tsx';
import type { EditorProps } from './editor-props.ts';
import { NoticeEditor } from './notice-editor.tsx';
import { ServicesEditor } from './services-editor.tsx';
import { SettingsEditor } from './settings-editor.tsx';
import { StaffEditor } from './staff-editor.tsx';

/** What each kind is prepared with. */
export const editorOf = {
  services: ServicesEditor, staff: StaffEditor, calendarYear: CalendarEditor, notice: NoticeEditor,
  complaintClasses: ClassesEditor, deadlineTable: DeadlinesEditor, settings: SettingsEditor,
} as Record<PreparedKind, ComponentType<EditorProps<Publishable['body']>>>;
