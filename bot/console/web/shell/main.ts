import '../style/tokens.css';
import '../style/base.css';
import '../style/controls.css';
import '../style/print.css';
import { createApp } from 'vue';
import ConsoleShell from './console-shell.vue';

createApp(ConsoleShell).mount('#app');
