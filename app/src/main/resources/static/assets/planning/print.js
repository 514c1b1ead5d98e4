/// The printed day: its button prints.
document.getElementById("print").addEventListener("click", () => print());
