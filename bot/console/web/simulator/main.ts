import '../style/tokens.css';
import '../style/base.css';
import '../style/controls.css';
import { createApp } from 'vue';
import SimulatorShell from './simulator-shell.vue';

createApp(SimulatorShell).mount('#app');
