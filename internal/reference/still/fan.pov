// A fan half made: pleated silk on pierced sticks, the rivet in place.
#include "studio.inc"
Ground(srgb <0.83, 0.78, 0.71>)
Window(<-60, 36, 14>, <0, 2, 6>, 1.0)
Eye(<1, 41, -24>, <0.4, 0, 8.2>, 49, <0, 1, 8>, 0.7)

#declare Sticks = 17;          // and as many folds, twice
#declare Open = 158;           // degrees
#declare Inner = 10.2; #declare Outer = 20.5; #declare Rise = 0.55;
#declare Silk = srgb <0.62, 0.20, 0.43>;
#macro At(R, A, Y) <-R * cos(radians(A)), Y, R * sin(radians(A))> #end
#declare Start = (180 - Open) / 2;
#declare Gap = Open / (2 * Sticks - 2);
union {
  mesh {
    #for (I, 0, 2 * Sticks - 3)
      #local A = Start + I * Gap; #local B = A + Gap;
      #local U = mod(I, 2) * Rise; #local V = mod(I + 1, 2) * Rise;
      #for (J, 0, 11)
        #local R = Inner + (Outer - Inner) * J / 12; #local Q = Inner + (Outer - Inner) * (J + 1) / 12;
        #local P = 0.55 + 0.45 * J / 12; #local T = 0.55 + 0.45 * (J + 1) / 12;
        triangle { At(R, A, U * P), At(Q, A, U * T), At(Q, B, V * T) }
        triangle { At(R, A, U * P), At(Q, B, V * T), At(R, B, V * P) }
      #end
    #end
    texture {
      pigment { cylindrical scale <21, 1, 21>
        color_map {
          [0.00 color srgb <0.83, 0.66, 0.34>] [0.040 color srgb <0.83, 0.66, 0.34>] [0.040 color Silk * 0.7]
          [0.055 color Silk * 0.7] [0.056 color Silk] [0.30 color Silk * <1.12, 1.25, 1.1>] [0.47 color srgb <0.86, 0.58, 0.62>]
          [0.52 color srgb <0.88, 0.66, 0.64>] } }
      normal { average normal_map { [1 gradient x 0.25 scale 0.09] [1 gradient z 0.25 scale 0.09] [1 granite 0.1] } }
      finish { diffuse 0.66, 0.30 ambient 0 specular 0.22 roughness 0.06 brilliance 1.2 } }
  }
  // the sticks: pearwood, pierced, the two guards stronger
  #for (I, 0, Sticks - 1)
    #local A = Start + I * 2 * Gap; #local G = (I = 0 | I = Sticks - 1);
    difference {
      prism { linear_sweep linear_spline -0.07 - 0.06 * G, 0.07 + 0.06 * G, 9,
        <-0.9, -0.30>, <0.2, -0.42>, <Inner - 1.6, -0.62 - 0.14 * G>, <Inner + 0.2, -0.30 - 0.3 * G>, <(G ? Outer : Inner + 0.9), -0.12 - 0.3 * G>,
        <(G ? Outer : Inner + 0.9), 0.12 + 0.3 * G>, <Inner + 0.2, 0.30 + 0.3 * G>, <Inner - 1.6, 0.62 + 0.14 * G>, <0.2, 0.42> }
      #for (K, 0, 4)
        cylinder { <3.2 + K * 1.15, -1, 0>, <3.2 + K * 1.15, 1, 0>, 0.19 + K * 0.02 }
        #if (K < 4) cylinder { <3.78 + K * 1.15, -1, 0.3 + K * 0.02>, <3.78 + K * 1.15, 1, 0.3 + K * 0.02>, 0.08 }
          cylinder { <3.78 + K * 1.15, -1, -0.3 - K * 0.02>, <3.78 + K * 1.15, 1, -0.3 - K * 0.02>, 0.08 } #end
      #end
      Wood(srgb <0.80, 0.62, 0.43>, srgb <0.62, 0.42, 0.26>, I)
      rotate y * 0 scale <1, 1, 1>
      matrix <-cos(radians(A)), 0, sin(radians(A)), 0, 1, 0, -sin(radians(A)), 0, -cos(radians(A)), 0, mod(I, 2) * 0.03 + I * 0.012 - 0.14, 0>
    }
  #end
  cylinder { <0, -0.4, 0>, <0, 0.42, 0>, 0.24 texture { Brass } }
  sphere { 0, 0.34 scale <1, 0.5, 1> translate y * 0.4 texture { Brass } }
  torus { 0.95, 0.09 rotate x * 68 translate <0, 0.55, -0.95> texture { Brass } }
  rotate x * -5 translate <0, 0.75, 0>
  rotate y * -6
}
// thread and thimble of who mounts it
union {
  cylinder { y * 0, y * 0.25, 1.0 Wood(srgb <0.78, 0.6, 0.4>, srgb <0.6, 0.4, 0.25>, 2) }
  cylinder { y * 2.5, y * 2.75, 1.0 Wood(srgb <0.78, 0.6, 0.4>, srgb <0.6, 0.4, 0.25>, 4) }
  cylinder { y * 0.2, y * 2.55, 0.82 texture { pigment { color srgb <0.72, 0.24, 0.46> } normal { gradient y 0.9 sine_wave scale 0.06 } finish { diffuse 0.75 ambient 0 specular 0.3 roughness 0.05 } } }
  rotate x * 90 rotate y * 62 translate <11.5, 1.0, -1.2>
}
