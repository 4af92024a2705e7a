/// The report's few lines of JavaScript; nothing in the report depends on them.
enum ReportScript {
    static let text: StaticString = """

        (function () {
          "use strict";
          function partner(id) {
            if (id.startsWith("box-")) { return document.getElementById("detection-" + id.slice(4)); }
            if (id.startsWith("detection-")) { return document.getElementById("box-" + id.slice(10)); }
            return null;
          }
          function mark(event, on) {
            var place = event.target.closest && event.target.closest("a.box, .detections tr[id]");
            if (!place) { return; }
            [place, partner(place.id)].forEach(function (one) { if (one) { one.classList.toggle("lit", on); } });
          }
          ["mouseover", "focusin"].forEach(function (name) {
            document.addEventListener(name, function (event) { mark(event, true); });
          });
          ["mouseout", "focusout"].forEach(function (name) {
            document.addEventListener(name, function (event) { mark(event, false); });
          });
          function reveal() {
            var place = location.hash && document.getElementById(location.hash.slice(1));
            if (!place) { return; }
            var inner = place.querySelector(":scope > details, :scope > td > details");
            if (inner) { inner.open = true; }
            for (var one = place; one; one = one.parentElement) { if (one.localName === "details") { one.open = true; } }
            place.scrollIntoView();
          }
          window.addEventListener("hashchange", reveal);
          reveal();
          window.addEventListener("beforeprint", function () {
            document.querySelectorAll("details").forEach(function (one) { one.open = true; });
          });
          var filter = document.getElementById("filter");
          if (filter) {
            filter.parentElement.hidden = false;
            filter.addEventListener("input", function () {
              var words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean);
              var shown = 0;
              document.querySelectorAll(".detections tbody tr").forEach(function (row) {
                var text = row.textContent.toLowerCase();
                row.hidden = !words.every(function (word) { return text.includes(word); });
                if (!row.hidden) { shown += 1; }
              });
              if (words.length) {
                document.querySelectorAll("#detections details").forEach(function (one) { one.open = true; });
              }
              document.getElementById("filtered").textContent = words.length ? " " + shown + " rows" : "";
            });
          }
        })();

        """
}
