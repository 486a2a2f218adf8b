;; One JVM that answers many compilations of the public panc: a line of arguments comes in, what it printed goes out.
;;
;; Run by panc.py with the class path of a launcher or a jar. A request is one line, a vector of panc's command line
;; arguments as strings. The answer is a line with two numbers, the bytes of the messages and of what was printed
;; while it ran, and then those bytes. panc's own command ends the JVM after each compilation, and of several failing
;; objects it reports only some: to have the messages of all, each one is compiled again alone.
(require '[clojure.edn :as edn]
         '[clojure.tools.cli :as cli]
         '[clojure.java.io :as io]
         '[org.quattor.pan.cmd-option :as cmd-option]
         '[org.quattor.pan.pan-compiler :as panc]
         '[org.quattor.pan.settings :as settings])
(import '[java.io ByteArrayOutputStream PrintStream])

(def answers System/out)

(defn compile-sources [arguments]
  (let [{:keys [options arguments]} (cli/parse-opts arguments panc/cli-args)]
    (settings/with-settings (cmd-option/to-settings options)
      (.formatErrors (panc/build-profiles options (map io/file arguments))))))

(doseq [line (line-seq (java.io.BufferedReader. (java.io.InputStreamReader. System/in "UTF-8")))]
  (let [printed (ByteArrayOutputStream.)
        stream (PrintStream. printed true "UTF-8")
        _ (System/setErr stream)
        _ (System/setOut stream)
        messages (try (or (compile-sources (edn/read-string line)) "")
                      (catch Throwable t (str "internal error [" (.getName (class t)) "]\n" (.getMessage t) "\n")))
        said (.getBytes ^String messages "UTF-8")
        whispered (.toByteArray printed)]
    (.println answers (str (count said) " " (count whispered)))
    (.write answers said 0 (count said))
    (.write answers whispered 0 (count whispered))
    (.flush answers)))
(System/exit 0)
