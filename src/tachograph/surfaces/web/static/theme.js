// Before anything is drawn: the colours that the reader chose, and that scripts run.
document.documentElement.classList.add("scripting");
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  if (localStorage.getItem("colours") === "china") document.documentElement.dataset.colours = "china";
} catch { /* nothing is remembered where nothing may be kept */ }
